package dev.assay.cli.datasets;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ServerAway;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.ProgressLine;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Uploads a data set and waits until its gate has proven it, or has not. */
public final class DatasetImport {

    private static final Duration PAUSE = Duration.ofMillis(400);

    /** A gate that does not move for this long has lost its executor. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(3);

    private static final int SHOWN_SURPRISES = 10;

    private final AssayClient client;
    private final Terminal terminal;

    public DatasetImport(AssayClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Imports the file; returns the data set, its gate just begun. */
    public Dataset upload(String datasetId, Path file, Optional<String> format, Map<String, String> about) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Failure.usage("data set file " + file + " does not exist or cannot be read");
        }
        return client.importDataset(datasetId, file, format, about);
    }

    /** Waits for the gate of the data set; returns its report, verified or not. */
    public GateReport awaitGate(String datasetId) {
        try (ProgressLine line = new ProgressLine(terminal)) {
            long movedAt = System.nanoTime();
            long lastChecked = -1;
            while (true) {
                Optional<GateReport> report = ask(datasetId);
                if (report.filter(known -> known.state() != GateState.CHECKING).isPresent()) {
                    return report.get();
                }
                long checked = report.map(GateReport::checked).orElse(lastChecked);
                if (checked != lastChecked) {
                    lastChecked = checked;
                    movedAt = System.nanoTime();
                }
                if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
                    throw Failure.infrastructure("the gate of " + datasetId + " stands still at " + checked
                            + " checks; see ./assay status and ./assay logs executor-service");
                }
                report.ifPresent(known -> line.show(text(known)));
                pause();
            }
        }
    }

    private Optional<GateReport> ask(String datasetId) {
        try {
            return Optional.of(client.gate(datasetId));
        } catch (ServerAway e) {
            return Optional.empty();
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.USAGE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static String text(GateReport report) {
        return "proving the data set: " + Figures.count(report.checked()) + " of " + Figures.count(report.total())
                + " solutions with a known result have run";
    }

    /** Warns, with the first surprises, where the data set is not proven. */
    public void warnUnlessVerified(GateReport report) {
        if (report.state() == GateState.VERIFIED) {
            return;
        }
        terminal.warn(report.datasetId() + " is unverified: "
                + report.surprises().size() + " solutions with a known result gave another one:");
        report.surprises().stream().limit(SHOWN_SURPRISES).forEach(surprise -> terminal.note(line(surprise)));
        if (report.surprises().size() > SHOWN_SURPRISES) {
            terminal.note("  … all of them: ./assay datasets gate " + report.datasetId());
        }
    }

    static String line(GateReport.Surprise surprise) {
        String verdict = surprise.verdict().map(Verdict::code).orElse("nothing");
        return Terminal.safeLine(
                "  " + surprise.problemId() + " " + surprise.candidate() + ": " + verdict + ", must be "
                        + surprise.expected() + " — " + surprise.detail(),
                Terminal.WIDTH);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        }
    }
}
