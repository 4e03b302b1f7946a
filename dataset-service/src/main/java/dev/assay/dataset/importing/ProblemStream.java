package dev.assay.dataset.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The problems of a file, one after the other: JSON lines, a JSON array, or a JSON document whose last member {@code
 * problems} or {@code tasks} is an array; plain or compressed with gzip. Holds one problem at a time.
 */
final class ProblemStream implements AutoCloseable {

    /** The member that holds the problems: our own name of it, and that of closed-loop task banks. */
    private static final Set<String> LISTS = Set.of("problems", "tasks");

    private static final int READ_AHEAD = 64 * 1024;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int LONGEST_NUMBER = 10_000;

    private final BoundedStream problemBound;
    private final JsonParser parser;
    private final long problemBytes;
    private final ObjectNode header = JsonNodeFactory.instance.objectNode();
    private Shape shape = Shape.UNKNOWN;
    private int ordinal;

    private enum Shape {
        UNKNOWN,
        LINES,
        ARRAY,
        DOCUMENT
    }

    private ProblemStream(BoundedStream problemBound, JsonParser parser, long problemBytes) {
        this.problemBound = problemBound;
        this.parser = parser;
        this.problemBytes = problemBytes;
    }

    /**
     * Opens a file.
     *
     * @param unpackedBytes largest size of the file, unpacked
     * @param problemBytes largest size of one problem
     */
    static ProblemStream open(InputStream file, long unpackedBytes, long problemBytes) throws IOException {
        BoundedStream whole = new BoundedStream(
                unpacked(file),
                unpackedBytes,
                () -> new RefusedImport.TooLarge(
                        "the file unpacks to more than %d MiB; split it".formatted(unpackedBytes >> 20)));
        BoundedStream problem = new BoundedStream(
                whole,
                problemBytes,
                () -> new RefusedImport.TooLarge(
                        "a problem is larger than %d MiB, or the file is not a list of problems"
                                .formatted(problemBytes >> 20)));
        return new ProblemStream(problem, mapper().createParser(problem), problemBytes);
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, READ_AHEAD);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, READ_AHEAD) : buffered;
    }

    /** As Python writes and reads JSON: NaN and infinities have a form, integers have no size. */
    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** The next problem; empty at the end. Throws {@link RefusedImport} where the file is not what it should be. */
    Optional<ProblemDocument> next() {
        try {
            problemBound.allow(problemBytes + READ_AHEAD);
            return shape == Shape.UNKNOWN ? first() : following();
        } catch (JsonProcessingException e) {
            throw new RefusedImport.Invalid(
                    "line " + e.getLocation().getLineNr(),
                    "not JSON at column %d: %s".formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
        } catch (ZipException | java.io.EOFException e) {
            throw new RefusedImport.Invalid("file", "the gzip file is damaged or cut off: " + e.getMessage());
        } catch (IOException e) {
            throw new RefusedImport.Invalid("file", "cannot be read: " + e.getMessage());
        }
    }

    private Optional<ProblemDocument> first() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new RefusedImport.Invalid("file", "is empty");
        }
        if (token == JsonToken.START_ARRAY) {
            shape = Shape.ARRAY;
            return following();
        }
        if (token != JsonToken.START_OBJECT) {
            throw new RefusedImport.Invalid("line 1", "JSON lines, a JSON array or a JSON document is expected");
        }
        return firstOfAnObject();
    }

    /** A first object is a document when it has a list of problems, and else the first of JSON lines. */
    private Optional<ProblemDocument> firstOfAnObject() throws IOException {
        int line = line();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
                shape = Shape.DOCUMENT;
                return following();
            }
            header.set(name, tree());
        }
        shape = Shape.LINES;
        ObjectNode problem = header.deepCopy();
        header.removeAll();
        return Optional.of(new ProblemDocument(header, problem, ordinal++, line));
    }

    private Optional<ProblemDocument> following() throws IOException {
        JsonToken token = parser.nextToken();
        if (shape == Shape.LINES ? token == null : token == JsonToken.END_ARRAY) {
            endOfFile();
            return Optional.empty();
        }
        int line = line();
        if (token != JsonToken.START_OBJECT) {
            throw new RefusedImport.Invalid("line " + line, "a problem is a JSON object");
        }
        return Optional.of(new ProblemDocument(header, tree(), ordinal++, line));
    }

    private void endOfFile() throws IOException {
        if (shape == Shape.DOCUMENT && parser.nextToken() != JsonToken.END_OBJECT) {
            throw new RefusedImport.Invalid(
                    "line " + line(),
                    "the list of problems must be the last member of the document; move what follows before it");
        }
        if (parser.nextToken() != null) {
            throw new RefusedImport.Invalid("line " + line(), "something follows after the end of the problems");
        }
    }

    private JsonNode tree() throws IOException {
        return parser.readValueAsTree();
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
