package dev.assay.llm.documentation;

import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.LanguageDocumentation;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;

/** Takes the documentation of languages, before an experiment names it. */
@Path("/internal/documentation")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class DocumentationResource {

    private final Documentations documentations;

    DocumentationResource(Documentations documentations) {
        this.documentations = documentations;
    }

    /** Keeps the text, and says by what it is known and how many tokens it has. */
    @POST
    public AnswerLanguage.Documentation keep(LanguageDocumentation documentation) {
        return Optional.ofNullable(documentation)
                .map(LanguageDocumentation::text)
                .filter(text -> !text.isBlank())
                .filter(text -> text.indexOf('\0') < 0)
                .map(documentations::keep)
                .orElseThrow(() -> Problems.badField("text", "is required, and may not hold the character U+0000"));
    }
}
