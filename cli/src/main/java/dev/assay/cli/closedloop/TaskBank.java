package dev.assay.cli.closedloop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.task.program.ExpectedOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The tasks of a file, as far as a person is shown them before a run.
 *
 * @param proven whether the file has references, by which it can be proven
 */
record TaskBank(Path file, List<Task> tasks, boolean proven) {

    private static final String PUBLIC = "public";

    /** A task and what its first public case must print. */
    record Task(String id, String expectedOutput) {}

    /** The file, or the bank that comes with Assay; a usage failure where it is no task bank. */
    static TaskBank read(Optional<Path> given, Session session) {
        Path root = Path.of(session.variable("ASSAY_ROOT").orElse("."));
        Path file = given.orElseGet(() -> root.resolve("datasets/programs/programs.json"));
        try {
            JsonNode document = AssayJson.events().readTree(Files.readAllBytes(file));
            JsonNode list = document.has("tasks") ? document.get("tasks") : document.path("problems");
            List<Task> tasks = list.valueStream().map(TaskBank::task).toList();
            if (tasks.isEmpty()) {
                throw Failure.usage(file + " holds no tasks: {\"tasks\": [{\"id\": …, \"description\": …,"
                        + " \"expected_output\": …}]} or a data set of program tasks");
            }
            boolean proven = list.valueStream().allMatch(task -> task.has("references"));
            return new TaskBank(file, tasks, proven);
        } catch (IOException e) {
            throw Failure.usage("task bank " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** Those with the ids, in the order of the bank; all where there are none. A usage failure names unknown ids. */
    List<Task> chosen(List<String> ids) {
        List<String> unknown = ids.stream()
                .filter(id -> tasks.stream().noneMatch(task -> task.id().equals(id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw Failure.usage("no task is called " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", tasks.stream().map(Task::id).toList()));
        }
        return ids.isEmpty()
                ? tasks
                : tasks.stream().filter(task -> ids.contains(task.id())).toList();
    }

    private static Task task(JsonNode task) {
        String expected = task.has("expected_output")
                ? ExpectedOutput.unescaped(task.get("expected_output").asText())
                : task.path("cases")
                        .valueStream()
                        .filter(test -> test.path("visibility").asText().equals(PUBLIC))
                        .map(test -> test.path("expected_output").asText())
                        .findFirst()
                        .orElse("");
        return new Task(task.path("id").asText(), expected);
    }
}
