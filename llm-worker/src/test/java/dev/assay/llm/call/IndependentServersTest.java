package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.testing.independent.Aimock;
import dev.assay.llm.testing.independent.RecordingProxy;
import dev.assay.llm.testing.independent.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        try (ServerProcess aimock = Aimock.start(folder);
                RecordingProxy proxy = new RecordingProxy(aimock.address())) {
            Exchange exchange = client.call(request(proxy, Aimock.MODEL, protocol, streamed));

            ChatAnswer answer = answer(exchange);
            assertThat(answer.answer()).isEqualTo(Aimock.TEXT);
            assertThat(answer.reasoning()).contains(Aimock.REASONING);
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(answer.servedModel()).isEqualTo(Aimock.MODEL);
            assertThat(answer.usage()).contains(proxy.lastUsage()).contains(Aimock.USAGE);
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
            Usage said = proxy.lastUsage();
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

    private static ChatRequest request(RecordingProxy proxy, String model, Protocol protocol, boolean streamed) {
        return Requests.of(proxy.baseUrl(), model, protocol, streamed, "def one() -> int:\n    \"\"\"Return 1.\"\"\"");
    }
}
