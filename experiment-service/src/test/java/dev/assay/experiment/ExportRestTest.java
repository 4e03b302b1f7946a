package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Every form is read by somebody else's reader. */
@QuarkusTest
class ExportRestTest extends ServiceTest {

    private static final String HOSTILE = "def f():\n    return '<b>]]>\u0000\ud800|\"é'\n";

    /** P/0 passes, P/1 is wrong, P/2 is lost, P/3 runs out of time. */
    private Run run() {
        pipeline.worker(request -> {
            pipeline.generated(request);
            switch (request.problem().problemId()) {
                case "P/0" -> pipeline.finished(request.attempt(), Verdict.PASSED);
                case "P/1" -> pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
                case "P/2" -> pipeline.failed(request.attempt(), false);
                default -> pipeline.finished(request.attempt(), Verdict.TIME_LIMIT);
            }
        });
        Run run = Api.await(Api.run(Api.experiment("d4", 4)), RunState.FINISHED);
        Api.trials(run).forEach(this::answered);
        return run;
    }

    private void answered(Trial trial) {
        boolean passed = trial.verdict().equals(Optional.of(Verdict.PASSED));
        neighbours
                .answers()
                .put(
                        trial.lastAttemptId().orElseThrow(),
                        new AttemptAnswer(
                                trial.lastAttemptId().orElseThrow(),
                                trial.verdict(),
                                Optional.of(AnswerForm.CHAT),
                                Optional.of("```python\n" + HOSTILE + "```"),
                                Optional.of(HOSTILE),
                                Optional.of("said " + trial.problemId() + " <\u0001>"),
                                2,
                                passed ? List.of() : List.of("base_1"),
                                1,
                                passed ? 0 : 1,
                                Optional.of(12L),
                                Optional.of(34L)));
    }

    private static byte[] export(Run run, String format) {
        return get("/runs/" + run.runId() + "/export?format=" + format)
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static List<JsonNode> lines(byte[] exported) {
        return new String(exported, StandardCharsets.US_ASCII)
                .lines()
                .map(line -> AssayJson.read(line, JsonNode.class))
                .toList();
    }

    @Test
    void every_form_reads_back_what_came_of_each_trial() throws Exception {
        Run run = run();

        List<JsonNode> results = lines(export(run, "human-eval"));
        assertThat(results)
                .extracting(line -> line.path("task_id").asText())
                .containsExactly("P/0", "P/1", "P/2", "P/3");
        assertThat(results)
                .extracting(line -> line.path("result").asText())
                .containsExactly("passed", "failed: said P/1 <\u0001>", "not judged: said P/2 <\u0001>", "timed out");
        assertThat(results)
                .extracting(line -> line.path("passed").asText())
                .containsExactly("true", "false", "null", "false");
        assertThat(results)
                .allSatisfy(line -> assertThat(line.path("solution").asText()).isEqualTo(HOSTILE));

        List<JsonNode> everything = lines(export(run, "jsonl"));
        assertThat(everything.get(1).path("failed_tests").path(0).asText()).isEqualTo("base_1");
        assertThat(everything)
                .extracting(line -> UUID.fromString(line.path("trial_id").asText()))
                .isEqualTo(Api.trials(run).stream().map(Trial::trialId).toList());
        assertThat(everything)
                .extracting(line -> line.path("verdict").asText())
                .containsExactly("passed", "wrong_answer", "infrastructure_error", "time_limit");
        assertThat(new String(export(run, "jsonl"), StandardCharsets.US_ASCII)).contains("\"cost_usd\":0.0005,");

        evalPlus(AssayJson.read(export(run, "evalplus"), JsonNode.class));
        csv(run, new String(export(run, "csv"), StandardCharsets.UTF_8));
        junit(export(run, "junit"));
        markdown(run, new String(export(run, "md"), StandardCharsets.UTF_8));
    }

    private static void evalPlus(JsonNode document) {
        assertThat(document.path("eval").properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("P/0", "P/1", "P/3");
        JsonNode first = document.at("/eval/P~10/0");
        assertThat(first.path("base_status").asText()).isEqualTo("pass");
        assertThat(first.path("plus_status").asText()).isEqualTo("pass");
        assertThat(first.path("solution").asText()).isEqualTo(HOSTILE);
        JsonNode slow = document.at("/eval/P~13/0");
        assertThat(slow.path("base_status").asText()).isEqualTo("timeout");
        assertThat(slow.path("base_fail_tests").path(0).asText()).isEqualTo("base_1");
        assertThat(slow.path("plus_fail_tests")).isEmpty();
        assertThat(document.at("/pass_at_k/base/pass@1").asDouble()).isEqualTo(1 / 3d);
        assertThat(document.at("/pass_at_k/plus/pass@1").asDouble()).isEqualTo(1 / 3d);
    }

    private static void csv(Run run, String text) throws Exception {
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();
        assertThat(rows)
                .extracting(row -> row.get("verdict"))
                .containsExactly("passed", "wrong_answer", "infrastructure_error", "time_limit");
        assertThat(rows.getFirst().get("run_id")).isEqualTo(run.runId());
        assertThat(rows.getFirst().get("cost_usd")).isEqualTo("0.0005");
        assertThat(rows.getFirst().get("tests_total")).isEqualTo("3");
    }

    private static void junit(byte[] xml) throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("wrong_answer");
        assertThat(failure.getAttribute("message")).isEqualTo("failed: said P/1 <\ufffd>");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    }

    private static void markdown(Run run, String text) {
        assertThat(text).startsWith("# " + run.runId());
        List<Integer> rows = new ArrayList<>();
        Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(text)
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(CustomBlock block) {
                        if (block instanceof TableBlock) {
                            rows.add(0);
                        }
                        visitChildren(block);
                    }

                    @Override
                    public void visit(CustomNode node) {
                        if (node instanceof TableRow && isBody(node)) {
                            rows.add(rows.removeLast() + 1);
                        }
                        visitChildren(node);
                    }

                    private boolean isBody(Node node) {
                        return node.getParent() instanceof org.commonmark.ext.gfm.tables.TableBody;
                    }
                });
        assertThat(rows).containsExactly(8, 4, 1, 4);
    }

    @Test
    void a_form_for_one_experiment_asks_which_and_an_unknown_form_is_told_the_known_ones() {
        String one = Api.experiment("d2", 1);
        String other = Api.experiment("d2", 1);
        Run run = Api.await(
                Api.run("{\"experiment_ids\": [\"" + one + "\", \"" + other + "\"]}", 201), RunState.FINISHED);

        get("/runs/" + run.runId() + "/export?format=evalplus")
                .statusCode(400)
                .body("violations.field", contains("experiment_id"))
                .body("detail", containsString(one + ", " + other));
        get("/runs/" + run.runId() + "/export?format=evalplus&experiment_id=" + other)
                .statusCode(200)
                .header("Content-Disposition", containsString(run.runId() + "_eval_results.json"));
        get("/runs/" + run.runId() + "/export?format=csv&experiment_id=nobody").statusCode(404);
        get("/runs/" + run.runId() + "/export?format=pdf")
                .statusCode(400)
                .body("detail", containsString("csv, evalplus, html, human-eval, json, jsonl, junit, md"));
        get("/runs/no-such-run/export?format=csv").statusCode(404).body("status", equalTo(404));
    }
}
