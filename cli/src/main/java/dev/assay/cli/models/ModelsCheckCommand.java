package dev.assay.cli.models;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ModelReference;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelAvailability.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay models check}. */
@Command(
        name = "check",
        description =
                "Ask servers whether they offer a model (GET /models; pays for nothing). Without a model: every one "
                        + "that experiments use. Exit code 1 where one is not available.")
final class ModelsCheckCommand implements Callable<Integer> {

    private static final int NOT_AVAILABLE = 1;

    private final Session session;

    @Mixin
    private ModelChoice choice;

    ModelsCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        List<ModelReference> asked = choice.isEmpty() ? inUse(client) : List.of(choice.reference());
        List<ModelAvailability> answers = asked.stream().map(client::checkModel).toList();
        if (session.json()) {
            session.print(answers);
        } else {
            print(answers);
        }
        return answers.stream().anyMatch(answer -> answer.state() == State.UNAVAILABLE) ? NOT_AVAILABLE : 0;
    }

    private static List<ModelReference> inUse(AssayClient client) {
        return client.models().items().stream()
                .filter(model -> model.experiments().orElse(0L) > 0)
                .map(ModelsCheckCommand::reference)
                .toList();
    }

    private static ModelReference reference(Model model) {
        return model.slug().isPresent()
                ? new ModelReference(model.slug(), Optional.empty(), Optional.empty())
                : new ModelReference(Optional.empty(), Optional.of(model.baseUrl()), Optional.of(model.name()));
    }

    private void print(List<ModelAvailability> answers) {
        Terminal terminal = session.terminal();
        if (answers.isEmpty()) {
            terminal.print("no experiment uses a model yet; name one: assay models check SLUG");
            return;
        }
        Table table = Table.of("model", "state", "server", "what it says");
        answers.forEach(answer -> table.row(answer.name(), answer.state().code(), answer.baseUrl(), answer.detail()));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        answers.stream()
                .filter(answer -> answer.state() != State.AVAILABLE)
                .forEach(answer -> terminal.note(Terminal.safe(answer.name() + ": " + answer.detail())));
    }
}
