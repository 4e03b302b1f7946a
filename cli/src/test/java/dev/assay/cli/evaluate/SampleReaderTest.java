package dev.assay.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.failure.Failure;
import dev.assay.contracts.record.AnswerForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleReaderTest {

    @TempDir
    private Path folder;

    @Test
    void completions_and_solutions_are_read_in_order() throws IOException {
        List<Sample> samples = read("""
                {"task_id": "HumanEval/1", "completion": "  return 1"}

                {"task_id": "HumanEval/0", "solution": "def f(): ..."}
                {"task_id": 7, "completion": ""}
                """);

        assertThat(samples).extracting(Sample::task).containsExactly("HumanEval/1", "HumanEval/0", "7");
        assertThat(samples)
                .extracting(Sample::form)
                .containsExactly(AnswerForm.COMPLETION, AnswerForm.PROGRAM, AnswerForm.COMPLETION);
        assertThat(samples)
                .extracting(Sample::where)
                .containsExactly("samples.jsonl:1", "samples.jsonl:3", "samples.jsonl:4");
    }

    @Test
    void gzip_is_recognised_by_content() throws IOException {
        Path file = folder.resolve("samples.jsonl");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"task_id\": \"a\", \"completion\": \"é\"}".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(SampleReader.read(file)).extracting(Sample::answer).containsExactly("é");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_are_passed_over() throws IOException {
        assertThat(read("\uFEFF{\"task_id\": \"a\", \"completion\": \"x\"}\r\n\r\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"task_id\": \"a\"}|samples.jsonl:2: neither completion and solution",
                "{\"task_id\": \"a\", \"completion\": \"\", \"solution\": \"\"}|samples.jsonl:2: both completion and solution",
                "{\"completion\": \"\"}|samples.jsonl:2: no task_id",
                "{\"task_id\": \"a\", \"completion\": 3}|samples.jsonl:2: completion is not text",
                "{\"task_id\": \"a\", |samples.jsonl:2: not JSON",
                "{\"task_id\": \"a\", \"completion\": \"\"} x|samples.jsonl:2: not JSON",
                "[1]|samples.jsonl:2: not a JSON object",
            })
    void a_line_that_is_no_sample_is_named(String line, String message) {
        assertThatThrownBy(() -> read("{\"task_id\": \"a\", \"completion\": \"x\"}\n" + line + "\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message)
                .extracting(failure -> ((Failure) failure).kind().exitCode())
                .isEqualTo(2);
    }

    @Test
    void text_that_is_not_utf_8_is_named() throws IOException {
        Path file = Files.write(folder.resolve("samples.jsonl"), new byte[] {'{', (byte) 0xff, '}', '\n'});

        assertThatThrownBy(() -> SampleReader.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void an_answer_that_does_not_fit_an_event_is_named() {
        assertThatThrownBy(() -> read("{\"task_id\": \"a\", \"completion\": \"" + "ü".repeat(2 * 1024 * 1024) + "\"}"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("samples.jsonl:1: the answer has 4194304 bytes");
    }

    @Test
    void a_file_without_samples_is_named() {
        assertThatThrownBy(() -> read("\n")).isInstanceOf(Failure.class).hasMessageContaining("holds no sample");
    }

    @Test
    void evalplus_results_are_read_in_the_order_of_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("eval_results.json"), """
                {"date": "2024", "hash": "x",
                 "eval": {"HumanEval/9": [{"task_id": "HumanEval/9", "solution": "a", "base_status": "pass"},
                                          {"task_id": "HumanEval/9", "solution": "b", "base_status": "fail"}],
                          "HumanEval/2": [{"task_id": "HumanEval/2", "solution": "c"}]}}
                """);

        List<Sample> samples = SampleReader.read(file);

        assertThat(samples).extracting(Sample::answer).containsExactly("a", "b", "c");
        assertThat(samples).extracting(Sample::form).containsOnly(AnswerForm.PROGRAM);
        assertThat(samples.getLast().document()).hasToString("{\"task_id\":\"HumanEval/2\",\"solution\":\"c\"}");
    }

    @Test
    void a_folder_is_read_in_the_order_of_its_numbers() throws IOException {
        for (String name : List.of("HumanEval_10/0.py", "HumanEval_9/10.py", "HumanEval_9/2.py")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
        Files.createDirectories(folder.resolve(".cache"));

        List<Sample> samples = SampleReader.read(folder);

        assertThat(samples)
                .extracting(Sample::answer)
                .containsExactly("HumanEval_9/2.py", "HumanEval_9/10.py", "HumanEval_10/0.py");
        assertThat(ProvidedAnswers.assign(samples, List.of("HumanEval/9", "HumanEval/10"))
                        .answers())
                .extracting(ProvidedAnswers.Answer::problemId, ProvidedAnswers.Answer::sampleNumber)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("HumanEval/9", 1),
                        org.assertj.core.groups.Tuple.tuple("HumanEval/9", 2),
                        org.assertj.core.groups.Tuple.tuple("HumanEval/10", 1));
        assertThat(samples.getLast().document().path("task_id").asText()).isEqualTo("HumanEval/10");
    }

    private List<Sample> read(String text) throws IOException {
        return SampleReader.read(Files.writeString(folder.resolve("samples.jsonl"), text));
    }
}
