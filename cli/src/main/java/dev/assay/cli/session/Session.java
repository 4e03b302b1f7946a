package dev.assay.cli.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.json.AssayJson;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command works with: the server, the terminal, the environment, and the options that all commands have. */
public final class Session implements AutoCloseable {

    private static final String DEFAULT_SERVER = "http://127.0.0.1:7070";
    private static final ObjectWriter PRETTY = AssayJson.events().writerWithDefaultPrettyPrinter();

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean atTerminal;
    private final List<AssayClient> clients = new ArrayList<>();

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Address of Assay (else ASSAY_URL, else " + DEFAULT_SERVER + ").")
    private String server;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Plain lines, no colour (as NO_COLOR does).")
    private boolean plain;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document on standard output.")
    private boolean json;

    /**
     * @param atTerminal whether a person sees standard output as it is written
     */
    public Session(Map<String, String> environment, PrintWriter out, PrintWriter err, boolean atTerminal) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.atTerminal = atTerminal;
    }

    /** A client of the server that the options or the environment name. */
    public AssayClient client() {
        String address = server != null ? server : variable("ASSAY_URL").orElse(DEFAULT_SERVER);
        AssayClient client = new AssayClient(baseUri(address));
        clients.add(client);
        return client;
    }

    /** Closes the clients: the JVM waits 300 ms at its exit for a thread that still waits for answers. */
    @Override
    public void close() {
        clients.forEach(AssayClient::close);
    }

    /** The terminal, as the options want it. */
    public Terminal terminal() {
        boolean lively = atTerminal
                && !plain
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").orElse("").equals("dumb");
        return new Terminal(out, err, lively);
    }

    /** Whether standard output is to be one JSON document. */
    public boolean json() {
        return json;
    }

    /** Lets a source write on standard output. */
    public void write(Consumer<Writer> source) {
        source.accept(out);
        out.flush();
    }

    /** Prints a document as JSON on standard output. */
    public void print(Object document) {
        try {
            out.println(PRETTY.writeValueAsString(document));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of an environment variable, where it is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** An http(s) address without a slash at its end; anything else is a usage error. */
    public static URI baseUri(String address) {
        try {
            URI uri = URI.create(address.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, with every other address that cannot be called.
        }
        throw Failure.usage("'" + address + "' is not an address; give one like http://127.0.0.1:7070");
    }
}
