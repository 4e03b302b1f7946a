package dev.assay.cli.prompt;

import dev.assay.cli.session.Session;
import dev.assay.contracts.prompt.PromptPreview;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay templates preview}. */
@Command(name = "preview", description = "Show a problem as a model would be asked it, with the prompt's hash.")
final class TemplatesPreviewCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "TEMPLATE", description = "Id of a template, or its name with the version.")
    private String template;

    @Option(names = "--dataset", paramLabel = "ID", required = true, description = "The data set.")
    private String datasetId;

    @Option(names = "--problem", paramLabel = "ID", description = "The problem (default: the first).")
    private String problemId;

    TemplatesPreviewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        PromptPreview preview = session.client().previewTemplate(template, datasetId, Optional.ofNullable(problemId));
        if (session.json()) {
            session.print(preview);
        } else {
            new PromptText(session.terminal()).print(preview);
        }
        return 0;
    }
}
