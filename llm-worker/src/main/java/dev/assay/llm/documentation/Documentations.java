package dev.assay.llm.documentation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.llm.prompt.TokenEstimate;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The documentation of languages, by the hash of its text; what a hash names never changes. */
@Singleton
public class Documentations {

    private static final int KEPT_IN_MEMORY = 50;

    private final Jdbi jdbi;
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(KEPT_IN_MEMORY).build();

    Documentations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps a text, once. */
    AnswerLanguage.Documentation keep(String text) {
        String hash = Ids.sha256(text);
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into documentation (hash, text) values (:hash, :text) on conflict do nothing
                        """).bind("hash", hash).bind("text", text).execute());
        return new AnswerLanguage.Documentation(hash, TokenEstimate.of(text));
    }

    /** The text of that hash; absent where it was never kept here. */
    public Optional<String> find(String hash) {
        Optional<String> found = Optional.ofNullable(known.getIfPresent(hash)).or(() -> stored(hash));
        found.ifPresent(text -> known.put(hash, text));
        return found;
    }

    private Optional<String> stored(String hash) {
        return jdbi.withHandle(handle -> handle.createQuery("select text from documentation where hash = :hash")
                .bind("hash", hash)
                .mapTo(String.class)
                .findOne());
    }
}
