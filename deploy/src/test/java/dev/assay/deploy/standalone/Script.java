package dev.assay.deploy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Runs a script for psql, of which it knows {@code \getenv} and quoted variables. */
final class Script {

    private Script() {}

    static void run(Path file, Path environment, Connection connection) throws IOException, SQLException {
        Map<String, String> variables = new HashMap<>();
        for (String line : Files.readAllLines(environment)) {
            String[] pair = line.split("=", 2);
            variables.put(pair[0], pair[1]);
        }
        StringBuilder sql = new StringBuilder();
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("\\getenv ")) {
                String[] words = line.split(" ");
                values.put(words[1], variables.get(words[2]));
            } else {
                String resolved = line;
                for (var value : values.entrySet()) {
                    resolved = resolved.replace(":'" + value.getKey() + "'", "'" + value.getValue() + "'");
                }
                sql.append(resolved).append('\n');
            }
        }
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql.toString());
        }
    }
}
