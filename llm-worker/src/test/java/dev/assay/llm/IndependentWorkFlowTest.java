package dev.assay.llm;

import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import dev.assay.llm.testing.independent.Aimock;
import dev.assay.llm.testing.independent.RecordingProxy;
import dev.assay.llm.testing.independent.ServerProcess;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts at a server that others wrote, from the request to the event. {@code ./assay test --providers} runs it. */
@WorkerTest
@EnabledIfSystemProperty(named = "assay.providers", matches = ".+", disabledReason = "./assay test --providers")
class IndependentWorkFlowTest {

    @Inject
    Platform platform;

    @TempDir
    private Path folder;

    static Stream<Arguments> ways() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Arguments.of(protocol, false), Arguments.of(protocol, true)));
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("ways")
    void the_usage_on_record_is_what_aimock_said_and_is_what_is_charged(Protocol protocol, boolean streamed)
            throws Exception {
        try (ServerProcess aimock = Aimock.start(folder);
                RecordingProxy proxy = new RecordingProxy(aimock.address())) {
            String account = platform.account();
            RequestBuilder request =
                    platform.request(account, Aimock.MODEL).at(proxy.baseUrl()).protocol(protocol).stream(streamed)
                            .price("2", "8");

            platform.broker.send(request.build());

            Generation generation = generation(platform.broker.awaitFirst(request.id()));
            assertThat(generation.answer()).isEqualTo(Aimock.TEXT);
            assertThat(generation.reasoning()).contains(Aimock.REASONING);
            assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(generation.usage()).isEqualTo(proxy.lastUsage()).isEqualTo(Aimock.USAGE);
            assertThat(generation.call().orElseThrow().wireResponse()).isEqualTo(proxy.lastAnswer());
            assertThat(platform.get(account).spentUsd()).isEqualByComparingTo("0.000114");
        }
    }
}
