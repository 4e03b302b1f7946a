package dev.assay.llm.call;

import dev.assay.llm.catalogue.Catalogue;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of the environment, and which server may see which: OPENROUTER_API_KEY goes to openrouter.ai and
 * OPENAI_API_KEY to api.openai.com and ANTHROPIC_API_KEY to api.anthropic.com only; a key that the catalogue names for a
 * provider goes to that provider's address; ASSAY_API_KEY goes to every other server, and to those where their own is not
 * set. No key travels unencrypted, except to this machine.
 */
@Singleton
class ApiKeys {

    private static final String OPENROUTER_HOST = "openrouter.ai";
    private static final String OPENAI_HOST = "api.openai.com";
    private static final String ANTHROPIC_HOST = "api.anthropic.com";

    private final Optional<String> openRouter;
    private final Optional<String> openAi;
    private final Optional<String> anthropic;
    private final Optional<String> any;
    private final Catalogue catalogue;
    private final Map<String, String> named = new HashMap<>();

    /** @throws IllegalStateException where a key holds characters that no header can carry */
    ApiKeys(
            @ConfigProperty(name = "OPENROUTER_API_KEY") Optional<String> openRouter,
            @ConfigProperty(name = "OPENAI_API_KEY") Optional<String> openAi,
            @ConfigProperty(name = "ANTHROPIC_API_KEY") Optional<String> anthropic,
            @ConfigProperty(name = "ASSAY_API_KEY") Optional<String> any,
            Catalogue catalogue,
            Config environment) {
        this.openRouter = checked("OPENROUTER_API_KEY", openRouter);
        this.openAi = checked("OPENAI_API_KEY", openAi);
        this.anthropic = checked("ANTHROPIC_API_KEY", anthropic);
        this.any = checked("ASSAY_API_KEY", any);
        this.catalogue = catalogue;
        catalogue.providers().stream()
                .flatMap(provider -> provider.keyVariable().stream())
                .forEach(variable -> checked(variable, environment.getOptionalValue(variable, String.class))
                        .ifPresent(key -> named.put(variable, key)));
    }

    /** Whether a server may be called, and with which key. */
    sealed interface Access {

        /** Call it, with {@code key} if there is one. */
        record Granted(Optional<String> key) implements Access {}

        record Denied(CallFailure failure) implements Access {}
    }

    /** What holds for the server at {@code baseUrl}. */
    Access accessTo(String baseUrl) {
        URI base;
        try {
            base = URI.create(baseUrl.strip());
        } catch (IllegalArgumentException e) {
            return denied(CallFailure.Kind.INVALID_REQUEST, "base_url is not a URL");
        }
        Optional<String> flaw = flawOf(base);
        if (flaw.isPresent()) {
            return denied(CallFailure.Kind.INVALID_REQUEST, flaw.get());
        }
        Optional<String> variable = catalogue.providerAt(baseUrl).keyVariable();
        Optional<String> key = variable.map(named::get).or(() -> keyFor(base.getHost()));
        if (key.isPresent() && isPlain(base) && !isThisMachine(base.getHost())) {
            return denied(
                    CallFailure.Kind.INVALID_REQUEST,
                    "a key is set for " + base.getHost()
                            + " and would travel unencrypted: use https in base_url, or unset the key");
        }
        return keyMissing(base.getHost(), variable, key)
                .<Access>map(message -> denied(CallFailure.Kind.AUTHENTICATION, message))
                .orElseGet(() -> new Access.Granted(key));
    }

    /** What takes these keys out of text. */
    Secrets secrets() {
        return new Secrets(Stream.concat(
                        Stream.of(openRouter, openAi, anthropic, any).flatMap(Optional::stream),
                        named.values().stream())
                .toList());
    }

    private static Optional<String> flawOf(URI base) {
        boolean http = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!http || base.getHost() == null) {
            return Optional.of("base_url must be http(s)://host[:port]/path, up to and with /v1");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            return Optional.of(
                    "base_url must hold no user, query or fragment; keys come from the worker's environment");
        }
        return Optional.empty();
    }

    private Optional<String> keyFor(String host) {
        return switch (host.toLowerCase(Locale.ROOT)) {
            case OPENROUTER_HOST -> openRouter.or(() -> any);
            case OPENAI_HOST -> openAi.or(() -> any);
            case ANTHROPIC_HOST -> anthropic.or(() -> any);
            case String name when name.endsWith("." + OPENROUTER_HOST) -> openRouter.or(() -> any);
            default -> any;
        };
    }

    private static Optional<String> keyMissing(String host, Optional<String> variable, Optional<String> key) {
        if (key.isPresent()) {
            return Optional.empty();
        }
        return switch (host.toLowerCase(Locale.ROOT)) {
            case OPENROUTER_HOST -> Optional.of("openrouter.ai needs a key: set OPENROUTER_API_KEY for the llm-worker");
            case OPENAI_HOST -> Optional.of("api.openai.com needs a key: set OPENAI_API_KEY for the llm-worker");
            case ANTHROPIC_HOST ->
                Optional.of("api.anthropic.com needs a key: set ANTHROPIC_API_KEY for the llm-worker");
            default -> variable.map(name -> host + " needs a key: set " + name + " for the llm-worker");
        };
    }

    private static boolean isPlain(URI base) {
        return "http".equalsIgnoreCase(base.getScheme());
    }

    /** By the name alone: what a name resolves to can change between this question and the call. */
    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static Access denied(CallFailure.Kind kind, String message) {
        return new Access.Denied(CallFailure.free(kind, message));
    }

    private static Optional<String> checked(String name, Optional<String> key) {
        Optional<String> stripped = key.map(String::strip).filter(text -> !text.isEmpty());
        if (stripped.isPresent() && stripped.get().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalStateException(name + " holds a space or a character that is not ASCII: set it anew");
        }
        return stripped;
    }
}
