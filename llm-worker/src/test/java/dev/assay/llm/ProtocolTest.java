package dev.assay.llm;

import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.llm.testing.ModelServer;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import dev.assay.llm.testing.protocol.Dialect;
import dev.assay.llm.testing.protocol.Said;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts in every protocol, from the request to the event. */
@WorkerTest
class ProtocolTest {

    private static final Said SAID = Said.something();

    @Inject
    Platform platform;

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_streamed_attempt_outlives_a_broken_stream_and_is_on_record(Protocol protocol) {
        Dialect dialect = Dialect.of(protocol);
        Reply whole = Reply.stream(dialect.events(SAID)).inPieces(9);
        String model = platform.model((number, _) -> number == 1 ? whole.broken() : whole);
        RequestBuilder request =
                platform
                        .request(platform.account(), model)
                        .at(platform.models.otherBaseUrl())
                        .protocol(protocol)
                        .stream(true);

        platform.broker.send(request.build());

        Generation generation = generation(platform.broker.awaitFirst(request.id()));
        assertSaid(generation, dialect);
        Generation.ModelCall call = generation.call().orElseThrow();
        assertThat(call.retries()).extracting(CallRetry::cause).containsExactly("broken_stream");
        assertThat(call.firstTokenMs()).isPresent();
        assertThat(call.wireResponse()).isEqualTo(whole.body());
        assertThat(platform.models.calls(model)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_attempt_that_is_not_streamed_is_on_record(Protocol protocol) {
        Dialect dialect = Dialect.of(protocol);
        Reply whole = new Reply(200, Map.of(), dialect.document(SAID));
        String model = platform.model((_, _) -> whole);
        RequestBuilder request = platform.request(platform.account(), model).protocol(protocol);

        platform.broker.send(request.build());

        Generation generation = generation(platform.broker.awaitFirst(request.id()));
        assertSaid(generation, dialect);
        Generation.ModelCall call = generation.call().orElseThrow();
        ModelServer.Call sent = platform.models.calls(model).getFirst();
        assertThat(sent.authorization()).endsWith(TestSettings.KEY);
        assertThat(call.wireRequest()).isEqualTo(sent.body()).doesNotContain(TestSettings.KEY);
        assertThat(call.wireResponse()).isEqualTo(whole.body());
        assertThat(call.firstTokenMs()).isEmpty();
    }

    private static void assertSaid(Generation generation, Dialect dialect) {
        assertThat(generation.answer()).isEqualTo(SAID.text());
        assertThat(generation.reasoning()).contains(SAID.reasoning());
        assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(generation.usage()).isEqualTo(dialect.usage(SAID));
        assertThat(generation.call().orElseThrow().servedModel()).isEqualTo("served-1");
        assertThat(generation.call().orElseThrow().url()).endsWith("/v1" + dialect.path());
        assertThat(generation.call().orElseThrow().stopReason()).contains(dialect.stopReason(SAID));
    }

    @Test
    void an_answer_in_another_protocol_is_not_used_again_and_a_streamed_one_is() {
        String prompt = "def once() # in two protocols";
        String model = platform.model((number, call) -> {
            Protocol protocol = call.path().endsWith("/responses") ? Protocol.RESPONSES : Protocol.CHAT_COMPLETIONS;
            Said said = new Said("answer " + number, "", Said.Stop.ENDED, 1, 1, 0, 0);
            return new Reply(200, Map.of(), Dialect.of(protocol).document(said));
        });
        String account = platform.account();

        Generation first = answer(platform.request(account, model, prompt).reuse());
        Generation other =
                answer(platform.request(account, model, prompt).reuse().protocol(Protocol.RESPONSES));
        Generation named =
                answer(platform.request(account, model, prompt).reuse().protocol(Protocol.CHAT_COMPLETIONS));
        Generation streamed = answer(platform.request(account, model, prompt).reuse().stream(true));

        assertThat(first.cachedFrom()).isEmpty();
        assertThat(other.cachedFrom()).isEmpty();
        assertThat(List.of(named.cachedFrom(), streamed.cachedFrom())).allMatch(Optional::isPresent);
        assertThat(platform.models.calls(model)).hasSize(2);
    }

    @Test
    void a_format_that_may_not_degrade_is_not_asked_of_a_model_that_cannot() {
        String model = platform.model((_, _) -> ModelServer.answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model)
                .format(new ResponseFormat.JsonSchema(
                        "answer", JsonNodeFactory.instance.objectNode(), Optional.of(false)));

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).message()).contains("json_schema");
        assertThat(platform.models.calls(model)).isEmpty();
    }

    private Generation answer(RequestBuilder request) {
        platform.broker.send(request.build());
        return generation(platform.broker.awaitFirst(request.id()));
    }
}
