package dev.assay.experiment.language;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.LanguageDocumentation;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.experiment.validation.Violations;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Finds the languages that experiments choose: the executor has their documentation, llm-worker keeps it for prompts, and
 * the experiment names it by its hash.
 */
@ApplicationScoped
public class AnswerLanguages {

    private static final int BAD_REQUEST = 400;
    private static final String FIELD = "language";

    private final InternalClient client;

    AnswerLanguages(InternalClient client) {
        this.client = client;
    }

    /** What the executor says of a language. */
    record Documented(String id, String name, String rules, Optional<String> text) {}

    /** The language; absent, with a violation, where it has no runtime or its documentation cannot be loaded. */
    public Optional<AnswerLanguage> find(String id, Violations violations) {
        try {
            Optional<Documented> documented = client.get(
                    Peer.EXECUTOR,
                    "/runtimes/" + UrlPath.encode(id) + "/documentation",
                    new TypeReference<Documented>() {});
            violations.require(documented.isPresent(), FIELD, "the executor does not know " + id);
            return documented.map(this::kept);
        } catch (HttpProblem refused) {
            if (refused.getStatusCode() != BAD_REQUEST) {
                throw refused;
            }
            violations.add(FIELD, message(refused));
            return Optional.empty();
        }
    }

    /** The executor names the field in front, as every problem does. */
    private static String message(HttpProblem refused) {
        String detail = Optional.ofNullable(refused.getDetail()).orElse("it cannot be used");
        String prefix = FIELD + ": ";
        return detail.startsWith(prefix) ? detail.substring(prefix.length()) : detail;
    }

    private AnswerLanguage kept(Documented language) {
        Optional<AnswerLanguage.Documentation> documentation = language.text()
                .map(text -> client.post(
                        Peer.LLM,
                        "/internal/documentation",
                        new LanguageDocumentation(text),
                        new TypeReference<AnswerLanguage.Documentation>() {}));
        return new AnswerLanguage(language.id(), language.name(), language.rules(), documentation);
    }
}
