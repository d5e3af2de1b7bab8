package org.lineside.intake;

/** Told how far the reading is. Called from several threads, one at a time. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Some more bytes were read.
     *
     * @param doneBytes bytes taken from the disk so far
     * @param totalBytes bytes of all files when the reading began
     */
    void read(long doneBytes, long totalBytes);
}
