package dev.assay.cli.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results of a closed loop on the console. */
record Results(JsonNode document) {

    static Results read(Path json) {
        try {
            return new Results(AssayJson.events().readTree(Files.readAllBytes(json)));
        } catch (IOException e) {
            throw Failure.infrastructure(json + " cannot be read again: " + e.getMessage());
        }
    }

    /** A line a trial, and how many succeeded. */
    List<String> lines() {
        JsonNode cells = document.path("results");
        Table table = Table.of("task", "language", "model", ">gen", ">inp", ">att", ">time", "outcome");
        for (JsonNode cell : cells) {
            table.row(
                    cell.path("task").asText(),
                    cell.path("language").asText(),
                    cell.path("model").asText(),
                    cell.path("generation_tokens").asText(),
                    cell.path("input_tokens").asText(),
                    cell.path("attempts_total").asText(),
                    String.format(
                            Locale.ROOT, "%.1f s", cell.path("wall_time_s").asDouble()),
                    cell.path("final_outcome").asText("not judged"));
        }
        List<String> lines = new ArrayList<>(table.lines(Terminal.WIDTH));
        lines.add("");
        lines.add(document.path("succeeded").asInt() + "/" + cells.size() + " runs succeeded");
        return lines;
    }
}
