package org.lineside.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection, spoken to in prepared statements only: whatever comes from outside is a parameter, never part of the
 * text. Transactions are begun and ended by hand, since a run is one of them.
 */
final class Sql implements AutoCloseable {
    /** How long a statement waits for another process's lock. */
    static final int BUSY_MS = 5_000;

    private final Path file;
    private final Connection connection;
    private boolean inTransaction;

    private Sql(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** How a file is opened. */
    enum Access {
        /** Made when missing. */
        CREATE,
        /** Never changed; as owner, a read still tidies up what a killed writer left. */
        QUERY,
        /** As a stranger would: the file can't be written at all. */
        READ_ONLY
    }

    static Sql open(Path file, Access access, int busyMs) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMs);
        if (access == Access.READ_ONLY) {
            config.setReadOnly(true);
        } else if (access == Access.QUERY) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        try {
            Sql sql = new Sql(file, config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
            if (access == Access.QUERY) {
                sql.execute("PRAGMA query_only = ON");
            }
            return sql;
        } catch (SQLException e) {
            throw failure(file, "open", e);
        }
    }

    Path file() {
        return file;
    }

    /** Runs constant SQL, several statements if need be. */
    void execute(String constantSql) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(constantSql);
        } catch (SQLException e) {
            throw failure(file, "write", e);
        }
    }

    /** Runs one statement that changes rows and gives their number. */
    int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(file, "write", e);
        }
    }

    /** Runs one statement for each element, in order. */
    <T> void batch(String sql, Iterable<T> rows, Function<T, @Nullable Object[]> parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (T row : rows) {
                bind(statement, parameters.apply(row));
                statement.addBatch();
                if (++waiting == 500) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        } catch (SQLException e) {
            throw failure(file, "write", e);
        }
    }

    <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... parameters) {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(reader.read(row)), parameters);
        return rows;
    }

    <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    long number(String sql, @Nullable Object... parameters) {
        return query(sql, row -> row.integer(1), parameters).getFirst();
    }

    /** Streams rows without holding them. */
    void each(String sql, Visitor visitor, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                Row row = new Row(result);
                while (result.next()) {
                    visitor.visit(row);
                }
            }
        } catch (SQLException e) {
            throw failure(file, "read", e);
        }
    }

    boolean inTransaction() {
        return inTransaction;
    }

    void begin() {
        execute("BEGIN IMMEDIATE");
        inTransaction = true;
    }

    void commit() {
        execute("COMMIT");
        inTransaction = false;
    }

    /** Undoes the transaction, if one is open. */
    void rollback() {
        if (!inTransaction) {
            return;
        }
        inTransaction = false;
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            // A full disk, say, has made SQLite undo it already: then this fails, without harm, and must not hide why
            // (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
            if (code(e) != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw failure(file, "write", e);
            }
        }
    }

    /** Runs the work in the transaction that is open, else in one of its own. */
    void atomically(Runnable work) {
        if (inTransaction) {
            work.run();
            return;
        }
        begin();
        boolean done = false;
        try {
            work.run();
            commit();
            done = true;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, "close", e);
        }
    }

    /** The parameters of one row. */
    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> statement.setObject(i + 1, null);
                case String text -> statement.setString(i + 1, text);
                case Integer number -> statement.setInt(i + 1, number);
                case Long number -> statement.setLong(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case Number real -> bindReal(statement, i + 1, real.doubleValue());
                case byte[] blob -> statement.setBytes(i + 1, blob);
                default -> throw new IllegalArgumentException("no column type for " + values[i]);
            }
        }
    }

    private static void bindReal(PreparedStatement statement, int index, double value) throws SQLException {
        if (Double.isNaN(value)) {
            statement.setObject(index, null);
        } else {
            statement.setDouble(index, value);
        }
    }

    /** The primary result code is the lower byte of the extended one; −1 when the error is not SQLite's. */
    private static int code(SQLException e) {
        return e instanceof SQLiteException s ? s.getResultCode().code & 0xff : -1;
    }

    /** SQLite's error as a sentence. */
    static StoreException failure(Path file, String doing, SQLException e) {
        int code = code(e);
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new StoreException.Busy(file, e);
        }
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new StoreException.Unreadable(file, "is no SQLite database", e);
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return new StoreException.Unreadable(file, "is a damaged database", e);
        }
        String why = code == SQLiteErrorCode.SQLITE_FULL.code
                ? "the disk is full"
                : code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                        ? "no permission, or the folder can't be written (" + e.getMessage() + ")"
                        : String.valueOf(e.getMessage());
        return new StoreException.Failed("Can't " + doing + " the database " + file + ": " + why, e);
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /** Sees each row. */
    @FunctionalInterface
    interface Visitor {
        void visit(Row row) throws SQLException;
    }

    /** The row a query stands on; columns count from 1. */
    record Row(ResultSet result) {
        String text(int column) throws SQLException {
            String text = result.getString(column);
            return text == null ? "" : text;
        }

        @Nullable
        String textOrNull(int column) throws SQLException {
            return result.getString(column);
        }

        long integer(int column) throws SQLException {
            return result.getLong(column);
        }

        int small(int column) throws SQLException {
            return result.getInt(column);
        }

        /** NaN for NULL. */
        double real(int column) throws SQLException {
            double value = result.getDouble(column);
            return result.wasNull() ? Double.NaN : value;
        }

        long time(int column) throws SQLException {
            return IsoTime.parse(text(column));
        }

        @Nullable
        Long timeOrNull(int column) throws SQLException {
            String text = result.getString(column);
            return text == null ? null : IsoTime.parse(text);
        }

        byte[] blob(int column) throws SQLException {
            byte[] bytes = result.getBytes(column);
            return bytes == null ? new byte[0] : bytes;
        }
    }
}
