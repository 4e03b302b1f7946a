package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.ModelServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.llm.testing.ModelServer.Call;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key goes to the model server, and nowhere else, even where the server sends it back. */
@WorkerTest
class SecrecyTest {

    @Inject
    Platform platform;

    @Inject
    Jdbi jdbi;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {

        private final PatternFormatter formatter = new PatternFormatter("%s%e");

        @Override
        public void publish(LogRecord record) {
            logged.add(formatter.format(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    @Test
    void a_key_that_the_server_echoes_is_in_no_event_no_row_and_no_log() {
        String model = platform.model((number, call) -> switch (number) {
            case 1 -> error(500, "you sent " + call.authorization());
            case 2 -> new Reply(200, Map.of(), "you sent " + call.authorization());
            default -> answer("your key is " + call.authorization(), 1, 1);
        });
        String refusing = platform.model((_, call) -> error(401, "bad key " + call.authorization()));
        String account = platform.account();
        RequestBuilder answered = platform.request(account, model);
        RequestBuilder refused = platform.request(account, refusing);

        platform.broker.send(answered.build(), refused.build());

        assertThat(Platform.generation(platform.broker.awaitFirst(answered.id()))
                        .answer())
                .isEqualTo("your key is Bearer [key removed]");
        assertThat(Platform.error(platform.broker.awaitFirst(refused.id())).message())
                .isEqualTo("HTTP 401: bad key Bearer [key removed]");
        assertThat(platform.models.calls(model))
                .extracting(Call::authorization)
                .containsOnly("Bearer " + TestSettings.KEY);
        assertThat(logged).anyMatch(line -> line.contains("[key removed]"));
        assertThat(logged).noneMatch(line -> line.contains(TestSettings.KEY));
        assertThat(published()).isNotEmpty().noneMatch(record -> record.contains(TestSettings.KEY));
        assertThat(rows()).isNotEmpty().noneMatch(row -> row.contains(TestSettings.KEY));
    }

    private List<String> published() {
        return platform.broker.records().stream()
                .map(record -> record.headers() + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> rows() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select concat(convert_from(request, 'UTF8'), convert_from(outcome, 'UTF8'), retries::text,
                            account_id, model_key, request_hash)
                        from ledger
                        """).mapTo(String.class).list());
    }
}
