package dev.assay.frame.event;

import io.smallrye.mutiny.CompositeException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that pass by themselves (a database restart, a broker election) from those that do not. */
public final class Transience {

    /** SQL state classes: connection, resources, operator intervention, rolled back (deadlock, serialisation). */
    private static final Set<String> PASSING_SQL = Set.of("08", "53", "57", "40", "55");

    private Transience() {}

    /** Whether calling again can help. */
    public static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (passes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        return switch (cause) {
            case SQLException sql -> sql.getSQLState() == null || PASSING_SQL.contains(sqlClass(sql));
            case RetriableException kafka -> true;
            case TimeoutException timeout -> true;
            case java.io.UncheckedIOException wrapper -> false;
            case com.fasterxml.jackson.core.JacksonException json -> false;
            case IOException network -> true;
            case CompositeException several -> several.getCauses().stream().anyMatch(Transience::isPassing);
            default -> false;
        };
    }

    private static String sqlClass(SQLException sql) {
        return sql.getSQLState().substring(0, Math.min(2, sql.getSQLState().length()));
    }
}
