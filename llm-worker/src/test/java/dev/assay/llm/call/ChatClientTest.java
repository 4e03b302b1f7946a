package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.llm.call.CallFailure.Kind;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.testing.ModelServer;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.protocol.Dialect;
import dev.assay.llm.testing.protocol.Said;
import dev.assay.llm.testing.protocol.Said.Stop;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol over real HTTP, streamed and not. */
class ChatClientTest {

    private static final String KEY = "sk-chat-client-0123456789";
    private static final int MAX_RESPONSE_BYTES = 1024 * 1024;
    private static final ModelServer SERVER = new ModelServer();
    private static final Said SAID = Said.something();

    private final ChatClient client = new ChatClient(keys(), MAX_RESPONSE_BYTES);

    static Stream<Arguments> ways() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(Arguments.of(protocol, false), Arguments.of(protocol, true)));
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("ways")
    void an_answer_is_read_whole(Protocol protocol, boolean streamed) throws InterruptedException {
        Exchange exchange = call(protocol, streamed, reply(protocol, streamed, SAID));

        ChatAnswer answer = (ChatAnswer) exchange.result();
        assertThat(answer.answer()).isEqualTo(SAID.text());
        assertThat(answer.reasoning()).contains(SAID.reasoning());
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.stopReason()).contains(Dialect.of(protocol).stopReason(SAID));
        assertThat(answer.usage()).contains(Dialect.of(protocol).usage(SAID));
        assertThat(answer.servedModel()).isEqualTo("served-1");
        assertThat(exchange.firstTokenMs().isPresent()).isEqualTo(streamed);
        assertThat(exchange.firstTokenMs().orElse(0L)).isBetween(0L, exchange.totalMs());
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("ways")
    void an_answer_that_was_cut_is_told_from_one_that_was_refused(Protocol protocol, boolean streamed)
            throws InterruptedException {
        ChatAnswer cut = (ChatAnswer) call(protocol, streamed, reply(protocol, streamed, SAID.stopped(Stop.TRUNCATED)))
                .result();
        ChatAnswer refused =
                (ChatAnswer) call(protocol, streamed, reply(protocol, streamed, SAID.stopped(Stop.REFUSED)))
                        .result();

        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.answer()).isEqualTo(SAID.text());
        assertThat(refused.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(refused.answer()).isEqualTo(SAID.text());
    }

    @ParameterizedTest(name = "{0}, streamed: {1}")
    @MethodSource("ways")
    void the_wire_is_kept_as_it_was_without_the_key(Protocol protocol, boolean streamed) throws InterruptedException {
        Said echo = new Said("your key is " + KEY, "it is " + KEY, Stop.ENDED, 1, 1, 0, 0);
        String model = model(reply(protocol, streamed, echo));

        Exchange exchange = client.call(request(protocol, streamed, model));

        ModelServer.Call call = SERVER.calls(model).getFirst();
        Dialect dialect = Dialect.of(protocol);
        assertThat(call.path()).isEqualTo("/v1" + dialect.path());
        assertThat(call.authorization()).isEqualTo(dialect.keyHeader().replaceFirst("^[^ ]* ", "") + KEY);
        assertThat(exchange.wireRequest()).isEqualTo(call.body());
        assertThat(AssayJson.read(call.body(), JsonNode.class).path("stream").asBoolean())
                .isEqualTo(streamed);
        assertThat(exchange.wireResponse())
                .isEqualTo((streamed ? dialect.events(echo) : dialect.document(echo))
                        .replace(KEY, Secrets.IN_PLACE_OF_A_KEY));
        assertThat(exchange.toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_stream_is_the_same_wherever_its_bytes_are_cut(Protocol protocol) throws InterruptedException {
        CallResult whole = call(protocol, true, reply(protocol, true, SAID)).result();

        for (int bytes = 1; bytes <= 40; bytes++) {
            Reply cut = reply(protocol, true, SAID).inPieces(bytes);
            assertThat(call(protocol, true, cut).result())
                    .as("pieces of %d bytes", bytes)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_stream_that_breaks_is_no_answer_may_cost_and_can_be_made_again(Protocol protocol)
            throws InterruptedException {
        Exchange exchange = call(protocol, true, reply(protocol, true, SAID).broken());

        CallFailure failure = (CallFailure) exchange.result();
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
        assertThat(failure.kind().isPassing()).isTrue();
        assertThat(failure.perhapsCharged()).isTrue();
        assertThat(Dialect.of(protocol).events(SAID))
                .startsWith(exchange.wireResponse().substring(0, 20));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_stream_that_ends_in_good_order_before_the_protocol_says_so_is_no_answer(Protocol protocol)
            throws InterruptedException {
        String events = Dialect.of(protocol).events(SAID);
        String half = events.substring(0, events.indexOf("\n\n", events.length() / 2) + 2)
                .replaceAll("(?s)(event: message_delta|event: response\\.completed).*", "");

        CallFailure failure =
                (CallFailure) call(protocol, true, Reply.stream(half)).result();

        assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_error_in_the_middle_of_a_stream_is_the_provider_s_and_may_cost(Protocol protocol)
            throws InterruptedException {
        Dialect dialect = Dialect.of(protocol);
        String begun = dialect.events(SAID);
        int cut = begun.indexOf("\n\n", begun.indexOf("It is ")) + 2;

        CallFailure failure =
                (CallFailure) call(protocol, true, Reply.stream(begun.substring(0, cut) + dialect.errorEvent()))
                        .result();

        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure.message()).contains("the upstream is gone");
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_server_that_does_not_stream_is_understood(Protocol protocol) throws InterruptedException {
        Exchange exchange = call(protocol, true, reply(protocol, false, SAID));

        assertThat(((ChatAnswer) exchange.result()).answer()).isEqualTo(SAID.text());
        assertThat(exchange.firstTokenMs()).isEmpty();
    }

    private Exchange call(Protocol protocol, boolean streamed, Reply reply) throws InterruptedException {
        return client.call(request(protocol, streamed, model(reply)));
    }

    private static String model(Reply reply) {
        String model = "model-" + UUID.randomUUID();
        SERVER.script(model, (_, _) -> reply);
        return model;
    }

    private static Reply reply(Protocol protocol, boolean streamed, Said said) {
        Dialect dialect = Dialect.of(protocol);
        return streamed ? Reply.stream(dialect.events(said)) : new Reply(200, Map.of(), dialect.document(said));
    }

    private static ChatRequest request(Protocol protocol, boolean streamed, String model) {
        return Requests.of(SERVER.baseUrl(), model, protocol, streamed, "What is 1?");
    }

    private static ApiKeys keys() {
        return new ApiKeys(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(KEY),
                Catalogue.EMPTY,
                ConfigProvider.getConfig());
    }
}
