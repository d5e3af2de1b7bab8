package org.lineside.store;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; the message is a sentence for the operator. */
public sealed class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Another process writes to the database: exit status 75. */
    public static final class Busy extends StoreException {
        @Serial
        private static final long serialVersionUID = 1L;

        Busy(Path db, @Nullable Throwable cause) {
            super(
                    "Another run holds the database " + db
                            + ". Wait until it has ended (lineside status shows it), then start again.",
                    cause);
        }
    }

    /** There is no database yet: nothing has run. */
    public static final class Missing extends StoreException {
        @Serial
        private static final long serialVersionUID = 1L;

        Missing(Path db) {
            super("There is no database at " + db + " yet: lineside learn or lineside run makes it.", null);
        }
    }

    /** The schema is not the one this version works with; the file was left as it is. */
    public static final class WrongSchema extends StoreException {
        @Serial
        private static final long serialVersionUID = 1L;

        WrongSchema(Path db, int found, int known) {
            super(
                    found > known
                            ? "The database " + db + " has schema " + found
                                    + ", made by a newer Lineside; this one knows"
                                    + " schemas up to " + known + ". Nothing was changed: install the newer version, or"
                                    + " give another --db."
                            : "The database " + db + " has schema " + found + "; this Lineside reads schema " + known
                                    + ". The next lineside run brings it up to date, keeping a copy.",
                    null);
        }
    }

    /** The file is no database of ours, or is damaged. */
    public static final class Unreadable extends StoreException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unreadable(Path db, String what, @Nullable Throwable cause) {
            super(
                    "The file " + db + " " + what
                            + ". It was left as it is: move it aside, restore a copy, or give another --db.",
                    cause);
        }
    }

    /** An operation failed: disk full, no permission, an error of the disk. */
    public static final class Failed extends StoreException {
        @Serial
        private static final long serialVersionUID = 1L;

        Failed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
