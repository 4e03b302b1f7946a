package dev.assay.cli.models;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.model.SpeedTest;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay models speed-test}. */
@Command(
        name = "speed-test",
        description = "Make one small call of a model, which is paid for, and say how long it took.")
final class ModelsSpeedTestCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private ModelChoice choice;

    ModelsSpeedTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SpeedTest test = session.client().speedTest(choice.reference());
        if (session.json()) {
            session.print(test);
        }
        if (test.error().isPresent()) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    test.name() + " at " + test.baseUrl() + " gave no answer: "
                            + test.error().get());
        }
        if (!session.json()) {
            print(test);
        }
        return 0;
    }

    private void print(SpeedTest test) {
        Table table = Table.of("model", ">first token", ">total", ">tokens out", ">tokens/s", ">cost");
        table.row(
                test.servedModel().orElse(test.name()),
                test.firstTokenMs().map(ms -> ms + " ms").orElse("not streamed"),
                test.totalMs() + " ms",
                test.usage()
                        .map(usage -> String.valueOf(usage.outputTokens() + usage.reasoningTokens()))
                        .orElse("unknown"),
                test.tokensPerSecond()
                        .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
                        .orElse(""),
                test.costUsd()
                        .map(BigDecimal::toPlainString)
                        .map(usd -> "$" + usd)
                        .orElse("unknown"));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
    }
}
