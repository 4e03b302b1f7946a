package dev.assay.cli.analyses;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which runs are looked at, as options of a command. */
final class Scope {

    @Option(names = "--dataset", paramLabel = "ID", description = "Only runs over this data set.")
    private String dataset;

    @Option(names = "--model", paramLabel = "NAME", description = "Only this model.")
    private String model;

    @Option(names = "--from", paramLabel = "DAY", description = "Only runs begun on or after this day (UTC).")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Only runs begun on or before this day (UTC).")
    private String to;

    /** The parameters of the API that were given. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        add(query, "dataset_id", dataset);
        add(query, "model", model);
        add(query, "from", from);
        add(query, "to", to);
        return query;
    }

    private static void add(Map<String, String> query, String name, String value) {
        Optional.ofNullable(value).ifPresent(given -> query.put(name, given));
    }
}
