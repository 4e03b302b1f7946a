package dev.assay.experiment.export;

import java.io.IOException;
import java.io.OutputStream;

/** A form in which people take a run away; found by CDI. Nothing of an oracle is in any. */
interface Exporter {

    /** The word for it: {@code csv}, {@code junit} … */
    String format();

    String mediaType();

    /** What follows the run's id in the name of the file. */
    String suffix();

    /** Whether the form has room for one experiment only. */
    default boolean holdsOneExperiment() {
        return false;
    }

    /** Writes the run as it is read; the caller closes the stream. */
    void write(ExportedRun run, OutputStream out) throws IOException;
}
