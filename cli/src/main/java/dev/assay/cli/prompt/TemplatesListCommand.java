package dev.assay.cli.prompt;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.prompt.TemplateList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code assay templates list}. */
@Command(
        name = "list",
        description = "List the prompt templates. An experiment names the newest version by its id (NAME without .v1), "
                + "or one version by its name.")
final class TemplatesListCommand implements Callable<Integer> {

    private final Session session;

    TemplatesListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TemplateList templates = session.client().templates();
        if (session.json()) {
            session.print(templates);
            return 0;
        }
        Table table = Table.of("name", "task type", "description");
        templates.items().forEach(template -> table.row(template.name(), template.taskType(), template.description()));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }
}
