package dev.assay.contracts.sample;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.Template;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said before a run: templates, dry runs and estimates. */
final class EstimateSamples {

    private EstimateSamples() {}

    static Stream<Object> all() {
        return Stream.of(
                new DryRun.Question(
                        "exp_00000001",
                        new ModelSpec("http://127.0.0.1:1/v1", "coder", 8, 120, Optional.empty()),
                        new Sampling(0, Optional.empty(), 1024, Optional.empty()),
                        "complete-function",
                        List.of(new ProblemRef("tiny", "v1", "tiny/0", "function-completion", "public", "oracle")),
                        2,
                        true,
                        3,
                        Optional.empty(),
                        Optional.of(new Help.Specification())),
                new DryRun(
                        "exp_00000001",
                        "coder",
                        4,
                        2,
                        1,
                        1,
                        List.of(new DryRun.ErrorDetail("tiny/1", "the prompt cannot be rendered")),
                        List.of("temperature: not sent"),
                        new Usage(240, 400, 0, 0, 0),
                        0,
                        1800,
                        2048,
                        List.of(new PromptPreview(
                                "complete-function.v1",
                                "tiny/0",
                                List.of(new ChatMessage("user", "def add(a, b):\n")),
                                "0".repeat(64),
                                120))),
                new TemplateList(List.of(new Template(
                        "prompt-only",
                        "prompt-only.v1",
                        1,
                        "function-completion",
                        "The problem's prompt exactly as it is.",
                        AnswerForm.CHAT,
                        "{#fragment id=user}{prompt}{/fragment}"))),
                estimate());
    }

    private static Estimate estimate() {
        Optional<BigDecimal> min = Optional.of(new BigDecimal("0.00048"));
        Optional<BigDecimal> expected = Optional.of(new BigDecimal("0.00368"));
        Optional<BigDecimal> max = Optional.of(new BigDecimal("0.019984"));
        return new Estimate(
                2,
                4,
                1,
                1,
                480,
                800,
                4096,
                min,
                expected,
                max,
                2,
                Optional.of(BigDecimal.ONE),
                Optional.empty(),
                List.of(
                        new Estimate.ModelEstimate("openai/gpt-4.1", 1, 2, 1, 240, 400, min, expected, max),
                        new Estimate.ModelEstimate(
                                "coder", 1, 2, 0, 240, 400, Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(new Estimate.ExperimentEstimate(
                        "exp_00000001", "openai/gpt-4.1", 2, 1, 1, 240, 400, 2048, 17, min, expected, max)),
                List.of("temperature: not sent"));
    }
}
