package dev.assay.llm.work;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.record.Generation;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.call.CallFailure.Kind;
import dev.assay.llm.call.CannotDegradeException;
import dev.assay.llm.call.ChatRequest;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.catalogue.CatalogueModel;
import dev.assay.llm.documentation.Documentations;
import dev.assay.llm.problem.ProblemLookup;
import dev.assay.llm.problem.PublicProblems;
import dev.assay.llm.prompt.Advised;
import dev.assay.llm.prompt.Asked;
import dev.assay.llm.prompt.Failure;
import dev.assay.llm.prompt.Prompts;
import dev.assay.llm.prompt.RenderedPrompt;
import dev.assay.llm.prompt.TokenEstimate;
import dev.assay.llm.reuse.PreviousAnswers;
import dev.assay.llm.reuse.RequestHash;
import dev.assay.llm.reuse.StoredAnswers;
import io.quarkus.qute.TemplateException;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes calls ready before they are claimed: problem, prompt, worst case, and whether an earlier answer serves. */
@Singleton
public class Preparer {

    /** The event carries the prompt twice, as messages and as wire request, and needs room for the answer. */
    private static final int LARGEST_REQUEST_BYTES = Topics.MAX_RECORD_BYTES / 4;

    private final PublicProblems problems;
    private final Prompts prompts;
    private final StoredAnswers answers;
    private final PreviousAnswers previousAnswers;
    private final Documentations documentations;
    private final Catalogue catalogue;

    Preparer(
            PublicProblems problems,
            Prompts prompts,
            StoredAnswers answers,
            PreviousAnswers previousAnswers,
            Documentations documentations,
            Catalogue catalogue) {
        this.problems = problems;
        this.prompts = prompts;
        this.answers = answers;
        this.previousAnswers = previousAnswers;
        this.documentations = documentations;
        this.catalogue = catalogue;
    }

    /** Makes a call ready; calls no model and stores nothing. */
    public Preparation prepare(GenerateAttempt request) {
        return switch (problems.find(request.problem().publicHash())) {
            case ProblemLookup.Unavailable(String why) -> new Preparation.NotYet(why);
            case ProblemLookup.Unknown() ->
                impossible("dataset-service does not know the problem "
                        + request.problem().problemId());
            case ProblemLookup.Found(PublicProblem problem) -> prepare(request, problem);
        };
    }

    private Preparation prepare(GenerateAttempt request, PublicProblem problem) {
        try {
            return render(request, new Asked(problem, request.language().map(this::language)))
                    .map(prompt -> prepare(request, prompt))
                    .orElseGet(() -> impossible("there is no prompt template " + request.promptTemplate() + " for "
                            + problem.body().taskType()));
        } catch (CannotDegradeException | NoPreviousAnswerException e) {
            return impossible(e.getMessage());
        } catch (TemplateException | UncheckedIOException e) {
            return impossible("the prompt cannot be rendered: " + e.getMessage());
        }
    }

    private Optional<RenderedPrompt> render(GenerateAttempt request, Asked asked) {
        return request.help()
                .map(help -> switch (help) {
                    case Help.Specification() -> prompts.renderSpecification(asked);
                    case Help.Review(List<PreviousAttempt> attempts) ->
                        prompts.renderReview(
                                asked,
                                advised(request),
                                attempts.stream().map(this::failure).toList());
                })
                .orElseGet(() -> renderAttempt(request, asked));
    }

    private Optional<RenderedPrompt> renderAttempt(GenerateAttempt request, Asked asked) {
        return request.previous()
                .map(previous ->
                        prompts.renderRepair(request.promptTemplate(), asked, advised(request), failure(previous)))
                .orElseGet(() -> prompts.render(request.promptTemplate(), asked, advised(request)));
    }

    private Advised advised(GenerateAttempt request) {
        return request.advice()
                .map(advice -> new Advised(
                        advice.specification().flatMap(this::said),
                        advice.guidance().flatMap(this::said)))
                .orElse(Advised.NOT);
    }

    /** What a model said that was to help; absent where that is nothing. */
    private Optional<String> said(UUID attemptId) {
        return Optional.of(previousAnswer(attemptId)).filter(text -> !text.isBlank());
    }

    private String previousAnswer(UUID attemptId) {
        return previousAnswers.find(attemptId).orElseThrow(() -> new NoPreviousAnswerException(attemptId));
    }

    private Asked.Language language(AnswerLanguage language) {
        return new Asked.Language(
                language.name(),
                language.rules(),
                language.documentation()
                        .map(named -> documentations
                                .find(named.hash())
                                .orElseThrow(() -> new TemplateException(
                                        "the documentation of " + language.id() + " is not known here any more"))));
    }

    private Failure failure(PreviousAttempt previous) {
        return new Failure(previousAnswer(previous.attemptId()), previous.feedback());
    }

    private Preparation prepare(GenerateAttempt request, RenderedPrompt prompt) {
        CatalogueModel model = catalogue.resolve(request.model());
        String requestHash = RequestHash.of(request, model.protocol(), prompt.messages());
        Optional<Generation> earlier = request.reuseAnswers()
                ? answers.find(requestHash, request.attempt().attemptId(), prompt.form())
                : Optional.empty();
        if (earlier.isPresent()) {
            return new Preparation.Served(earlier.get(), requestHash);
        }
        ChatRequest chat = ChatRequest.of(model, request.sampling(), prompt.messages());
        if (chat.body().getBytes(StandardCharsets.UTF_8).length > LARGEST_REQUEST_BYTES) {
            return impossible("the prompt is larger than " + LARGEST_REQUEST_BYTES + " bytes");
        }
        return new Preparation.Ready(new PreparedCall(
                request,
                prompt,
                chat,
                requestHash,
                TokenEstimate.of(prompt.messages()),
                PromptBound.of(chat, prompt.messages().size())));
    }

    private static Preparation impossible(String message) {
        return new Preparation.Impossible(CallFailure.free(Kind.INVALID_REQUEST, message));
    }
}
