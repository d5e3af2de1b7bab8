package org.lineside.logging;

/** Takes note of how far a long piece of work has come. Safe to call from several threads. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void stage(String name, long total, String unit) {}

        @Override
        public void advance(long amount) {}
    };

    /**
     * A new stage begins; the one before has ended.
     *
     * @param name what is done, for people: "reading"
     * @param total amount of work in {@code unit}, 0 when unknown
     * @param unit what is counted: "lines", "calls", "bytes"
     */
    void stage(String name, long total, String unit);

    /** That much more is done. Cheap, but not to be called for every line: for blocks of them. */
    void advance(long amount);
}
