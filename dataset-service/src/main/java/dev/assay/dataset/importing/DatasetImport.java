package dev.assay.dataset.importing;

import dev.assay.contracts.Ids;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.dataset.catalog.Datasets;
import dev.assay.dataset.gate.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The import of a file: all of it, in one transaction, or nothing. Problems are read and kept one by one, so that a
 * large file needs little memory. The same content again changes nothing.
 */
@ApplicationScoped
class DatasetImport {

    private static final Logger LOG = Logger.getLogger(DatasetImport.class);
    private static final String UNKNOWN_LICENSE = "unknown";

    private final Jdbi jdbi;
    private final Importers importers;
    private final Gate gate;
    private final Datasets datasets;
    private final long unpackedBytes;
    private final long problemBytes;

    DatasetImport(
            Jdbi jdbi,
            Importers importers,
            Gate gate,
            Datasets datasets,
            @ConfigProperty(name = "assay.import.largest-file-bytes") long unpackedBytes,
            @ConfigProperty(name = "assay.import.largest-problem-bytes") long problemBytes) {
        this.jdbi = jdbi;
        this.importers = importers;
        this.gate = gate;
        this.datasets = datasets;
        this.unpackedBytes = unpackedBytes;
        this.problemBytes = problemBytes;
    }

    /** What came of an import. */
    record Imported(Dataset dataset, boolean isNew) {}

    /** Imports {@code file}; throws {@link RefusedImport} where that cannot be done, and keeps nothing then. */
    Imported run(ImportOrder order, Path file) {
        if (!Ids.isChosen(order.datasetId())) {
            throw new RefusedImport.Invalid("dataset_id", "must match " + Ids.CHOSEN_PATTERN);
        }
        refuseControlCharacters("name", order.name());
        refuseControlCharacters("license", order.license());
        Imported imported = jdbi.inTransaction(handle -> {
            oneAtATime(handle);
            boolean isNew = keep(handle, order, file);
            return new Imported(datasets.current(handle, order.datasetId()).orElseThrow(), isNew);
        });
        gate.begin();
        LOG.infof(
                "data set %s: version %s, %d problems, %s",
                imported.dataset().datasetId(),
                imported.dataset().version(),
                imported.dataset().problems(),
                imported.isNew() ? "new" : "as it was");
        return imported;
    }

    private static void refuseControlCharacters(String field, Optional<String> text) {
        if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
            throw new RefusedImport.Invalid(field, "must be one line of text");
        }
    }

    /** Two imports of the same problems in different orders would wait for each other's rows. */
    private static void oneAtATime(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('dataset.import'))");
    }

    private boolean keep(Handle handle, ImportOrder order, Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                ProblemStream problems = ProblemStream.open(in, unpackedBytes, problemBytes)) {
            ProblemDocument first =
                    problems.next().orElseThrow(() -> new RefusedImport.Invalid("file", "holds no problem"));
            ProblemImporter importer = importers.choose(order.format(), first);
            ContentWriter content = new ContentWriter(handle, importer, gate);
            for (Optional<ProblemDocument> next = Optional.of(first); next.isPresent(); next = problems.next()) {
                content.add(next.get());
            }
            String version = content.finish();
            return makeCurrent(handle, order, first, importer.format(), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean makeCurrent(
            Handle handle, ImportOrder order, ProblemDocument first, String format, String version) {
        handle.createUpdate("update dataset set current = false where dataset_id = :id and version <> :version")
                .bind("id", order.datasetId())
                .bind("version", version)
                .execute();
        return handle.createQuery("""
                        insert into dataset (dataset_id, version, name, format, license, current)
                        values (:id, :version, :name, :format, :license, true)
                        on conflict (dataset_id, version) do update set current = true
                        returning (xmax = 0) as is_new
                        """)
                .bind("id", order.datasetId())
                .bind("version", version)
                .bind("name", order.name().or(() -> header(first, "name")).orElse(order.datasetId()))
                .bind("format", format)
                .bind(
                        "license",
                        order.license().or(() -> header(first, "license")).orElse(UNKNOWN_LICENSE))
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<String> header(ProblemDocument first, String name) {
        return Optional.ofNullable(first.header().get(name)).map(value -> value.asText());
    }
}
