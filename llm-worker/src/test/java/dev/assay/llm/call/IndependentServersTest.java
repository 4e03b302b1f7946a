package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.testing.independent.RecordingProxy;
import dev.assay.llm.testing.independent.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that others wrote: aimock in every protocol, and llama.cpp behind our model server. A proxy records what they
 * say, and what the worker would store has to be the same. {@code ./assay test --providers} runs it.
 */
@EnabledIfSystemProperty(named = "assay.providers", matches = ".+", disabledReason = "./assay test --providers")
class IndependentServersTest {

    private static final int MAX_RESPONSE_BYTES = 1024 * 1024;
    private static final String TEXT = "return 1 # ä€😀";
    private static final String REASONING = "It is “one”.";
    private static final Pattern COUNT =
            Pattern.compile("\"(prompt_tokens|input_tokens|completion_tokens|output_tokens)\"\\s*:\\s*([0-9]+)");
    private static final Path MODEL_SERVER = Path.of("../model-server/target/quarkus-app/quarkus-run.jar");

    private final ChatClient client = new ChatClient(
            new ApiKeys(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("sk-independent-0123456789"),
                    Catalogue.EMPTY,
                    ConfigProvider.getConfig()),
            MAX_RESPONSE_BYTES);

    @TempDir
    private Path folder;

    static Stream<Arguments> ways() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Arguments.of(protocol, false), Arguments.of(protocol, true)));
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("ways")
    void what_aimock_says_is_what_is_stored(Protocol protocol, boolean streamed) throws Exception {
        Path fixtures = Files.writeString(folder.resolve("fixtures.json"), """
                {"fixtures": [{"match": {"userMessage": ""}, "response": {"content": "%s", "reasoning": "%s",
                  "usage": {"prompt_tokens": 21, "completion_tokens": 9, "total_tokens": 30,
                            "input_tokens": 21, "output_tokens": 9}}}]}""".formatted(TEXT, REASONING));
        Path program = Path.of(System.getProperty("assay.providers"), "node_modules/@copilotkit/aimock/dist/cli.js");
        try (ServerProcess aimock = ServerProcess.start(
                        folder.resolve("aimock.log"),
                        port -> List.of("node", program.toString(), "-p", "" + port, "-f", fixtures.toString()));
                RecordingProxy proxy = new RecordingProxy(aimock.address())) {
            Exchange exchange = client.call(request(proxy, "gpt-4o", protocol, streamed));

            ChatAnswer answer = answer(exchange);
            assertThat(answer.answer()).isEqualTo(TEXT);
            assertThat(answer.reasoning()).contains(REASONING);
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(answer.servedModel()).isEqualTo("gpt-4o");
            assertThat(answer.usage()).contains(saidBy(proxy)).contains(new Usage(21, 9, 0, 0, 0));
            assertThat(exchange.wireResponse()).isEqualTo(proxy.lastAnswer());
            assertThat(exchange.firstTokenMs().isPresent()).isEqualTo(streamed);
        }
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void what_llama_cpp_says_is_what_is_stored(boolean streamed) throws Exception {
        assertThat(MODEL_SERVER).as("./mvnw package -pl model-server -am").exists();
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        try (ServerProcess llama = ServerProcess.start(
                        folder.resolve("model-server.log"),
                        port -> List.of(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                MODEL_SERVER.toString()));
                RecordingProxy proxy = new RecordingProxy(llama.address())) {
            Exchange exchange = client.call(request(proxy, "tiny-starter-q8_0", Protocol.CHAT_COMPLETIONS, streamed));

            ChatAnswer answer = answer(exchange);
            Usage said = saidBy(proxy);
            assertThat(answer.answer()).isNotEmpty();
            assertThat(answer.servedModel()).isEqualTo("tiny-starter-q8_0");
            assertThat(answer.usage()).contains(said);
            assertThat(said.inputTokens()).isPositive();
            assertThat(said.outputTokens()).isPositive();
            assertThat(exchange.wireResponse()).isEqualTo(proxy.lastAnswer());
            assertThat(exchange.firstTokenMs().isPresent()).isEqualTo(streamed);
        }
    }

    private static ChatAnswer answer(Exchange exchange) {
        assertThat(exchange.result()).isInstanceOf(ChatAnswer.class);
        return (ChatAnswer) exchange.result();
    }

    /** The last counts in the bytes that the server sent. */
    private static Usage saidBy(RecordingProxy proxy) {
        long input = -1;
        long output = -1;
        Matcher counts = COUNT.matcher(proxy.lastAnswer());
        while (counts.find()) {
            long tokens = Long.parseLong(counts.group(2));
            boolean in = counts.group(1).startsWith("prompt") || counts.group(1).startsWith("input");
            input = in ? tokens : input;
            output = in ? output : tokens;
        }
        return new Usage(input, output, 0, 0, 0);
    }

    private static ChatRequest request(RecordingProxy proxy, String model, Protocol protocol, boolean streamed) {
        return Requests.of(proxy.baseUrl(), model, protocol, streamed, "def one() -> int:\n    \"\"\"Return 1.\"\"\"");
    }
}
