package dev.assay.experiment.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.OutputStream;

/** JSON documents, one a line, in ASCII: a lone surrogate in an answer has no form in UTF-8. */
final class JsonLines {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private final SequenceWriter lines;

    JsonLines(OutputStream out) throws IOException {
        lines = AssayJson.events()
                .writer()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                .withRootValueSeparator("\n")
                .writeValues(out);
    }

    void write(Object document) throws IOException {
        lines.write(document);
    }

    void flush() throws IOException {
        lines.flush();
    }
}
