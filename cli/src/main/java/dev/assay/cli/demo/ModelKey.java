package dev.assay.cli.demo;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import java.net.URI;
import java.util.List;

/** Whether a key for a model server is likely to be there; a friendly word before a run of refused calls. */
public final class ModelKey {

    private static final String ANY_SERVER = "ASSAY_API_KEY";

    private ModelKey() {}

    /** Which variables can hold a key for the host, the usual one first. */
    static List<String> variables(URI baseUrl) {
        String host = baseUrl.getHost();
        if (host.equals("openrouter.ai") || host.endsWith(".openrouter.ai")) {
            return List.of("OPENROUTER_API_KEY", ANY_SERVER);
        }
        return host.equals("api.openai.com") ? List.of("OPENAI_API_KEY", ANY_SERVER) : List.of(ANY_SERVER);
    }

    /**
     * A usage error where no key is set for an https server elsewhere. A server on loopback needs none, and one without
     * encryption is never sent one.
     */
    public static void check(URI baseUrl, Session session) {
        check(new ModelServer(baseUrl), session);
    }

    static void check(ModelServer server, Session session) {
        List<String> variables = variables(server.baseUrl());
        boolean needed = "https".equals(server.baseUrl().getScheme()) && !server.onLoopback();
        if (needed && variables.stream().allMatch(name -> session.variable(name).isEmpty())) {
            throw Failure.usage(server.baseUrl().getHost() + " needs a key: set " + variables.getFirst()
                    + ", then ./assay down && ./assay demo … (a server that takes any key: set it to 'none')");
        }
    }
}
