package org.lineside.cli;

/** What the command's exit status says. */
public enum ExitStatus {
    /** Done, anomalies found or not. */
    DONE(0, "done, anomalies found or not"),
    /** Failed; nothing is lost, the next run takes it up. */
    FAILED(1, "failed; nothing is lost, the next run takes it up"),
    /** The command line is wrong. */
    USAGE(2, "the command line is wrong"),
    /** Another run holds the database ({@code EX_TEMPFAIL} of sysexits.h). */
    BUSY(75, "another run holds the database"),
    /** The configuration is wrong ({@code EX_CONFIG} of sysexits.h). */
    CONFIGURATION(78, "the configuration is wrong; every problem has been said");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number the process ends with. */
    public int code() {
        return code;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }
}
