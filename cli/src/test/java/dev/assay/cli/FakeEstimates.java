package dev.assay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.contracts.estimate.Estimate.ModelEstimate;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.Template;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The part of {@link FakeAssay} that speaks of what is not yet run: an estimate of $1.60, with a model of unknown price where
 * the experiment {@code unknown} is asked about, and dry runs, of which that of {@code broken} has an error.
 */
final class FakeEstimates {

    private static final BigDecimal EXPECTED = new BigDecimal("1.6");

    private FakeEstimates() {}

    static Estimate estimate(String body) {
        Optional<BigDecimal> limit = Optional.of(
                        AssayJson.read(body, JsonNode.class).path("limit_usd"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue);
        boolean unknown = body.contains("unknown");
        Optional<BigDecimal> min = Optional.of(new BigDecimal("0.25"));
        Optional<BigDecimal> max = Optional.of(new BigDecimal("12.5"));
        ModelEstimate dear = new ModelEstimate(
                "vendor/a-model-with-a-very-long-name", 1, 164, 20, 36_408, 32_800, min, Optional.of(EXPECTED), max);
        ModelEstimate unpriced = new ModelEstimate(
                "nobody/knows", 1, 164, 0, 36_408, 32_800, Optional.empty(), Optional.empty(), Optional.empty());
        return new Estimate(
                unknown ? 2 : 1,
                unknown ? 328 : 164,
                20,
                0,
                36_408,
                32_800,
                167_936,
                min,
                Optional.of(EXPECTED),
                max,
                unknown ? 164 : 0,
                limit,
                limit.filter(one -> !unknown).map(one -> one.subtract(EXPECTED)),
                unknown ? List.of(dear, unpriced) : List.of(dear),
                List.of(),
                List.of());
    }

    static DryRun dryRun(String experimentId) {
        boolean broken = experimentId.equals("broken");
        return new DryRun(
                experimentId,
                "m",
                10,
                broken ? 8 : 9,
                1,
                broken ? 1 : 0,
                broken ? List.of(new DryRun.ErrorDetail("a/1", "no \u001b[31mprompt")) : List.of(),
                List.of("temperature: not sent"),
                new Usage(2_024, 700, 92, 0, 0),
                12,
                9_800,
                11_264,
                List.of(preview()));
    }

    static PromptPreview preview() {
        return new PromptPreview(
                "complete-function.v1",
                "a/1",
                List.of(new ChatMessage("system", "You write code."), new ChatMessage("user", "def f():")),
                "7d865e95".repeat(8),
                184);
    }

    static TemplateList templates() {
        return new TemplateList(List.of(new Template(
                "complete-function",
                "complete-function.v1",
                1,
                "function-completion",
                "For chat models: asks for the whole function in one fenced block of code.",
                AnswerForm.CHAT,
                "{#fragment id=user}{prompt}{/fragment}")));
    }
}
