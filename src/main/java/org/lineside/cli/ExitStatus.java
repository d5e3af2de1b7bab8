package org.lineside.cli;

/** What the command's exit status says. */
public enum ExitStatus {
    /** Done, anomalies found or not. */
    DONE(0),
    /** Failed; nothing is lost, the next run takes it up. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** Another run holds the database ({@code EX_TEMPFAIL} of sysexits.h). */
    BUSY(75),
    /** The configuration is wrong ({@code EX_CONFIG} of sysexits.h). */
    CONFIGURATION(78);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }
}
