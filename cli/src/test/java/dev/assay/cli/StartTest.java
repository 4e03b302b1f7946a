package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes the client start fast: only the command that is called is made, from classes that an earlier start loaded. */
class StartTest {

    private static final Path TRAINING = Path.of("src/training");

    /** Every command and every command below it, as help lists them. */
    static Stream<List<String>> commands() {
        return below(List.of()).flatMap(command -> Stream.concat(Stream.of(command), below(command)));
    }

    private static Stream<List<String>> below(List<String> command) {
        return help(command)
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .filter(line -> line.matches("  \\S.*"))
                .map(line -> Stream.concat(
                                command.stream(), Stream.of(line.strip().split(" ")[0]))
                        .toList());
    }

    private static String help(List<String> command) {
        String[] arguments =
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new);
        CommandRun help = CommandRun.of(Map.of(), arguments);
        assertThat(help.exitCode()).isZero();
        return help.out();
    }

    @Test
    void help_lists_the_commands() {
        assertThat(commands()).hasSizeGreaterThan(40).contains(List.of("demo"), List.of("runs", "list"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_made_by_the_name_that_it_has(List<String> command) {
        assertThat(help(command)).startsWith("Usage: assay " + String.join(" ", command) + " ");
    }

    @Test
    void an_unknown_command_is_answered_with_all_that_there_are() {
        CommandRun unknown = CommandRun.of(Map.of(), "nothing");
        CommandRun unknownOfRuns = CommandRun.of(Map.of(), "runs", "nothing");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("nothing", "  demo ", "  datasets ");
        assertThat(unknownOfRuns.err()).contains("nothing", "  list ", "  attempt ");
    }

    /** The start that is remembered reads this answer. */
    @Test
    void the_answer_of_the_training_is_one_that_the_client_reads() {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TRAINING.toAbsolutePath(),
                OutputLevel.NONE);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            CommandRun list = CommandRun.of(Map.of(), "runs", "list", "--server", url);

            assertThat(list.exitCode()).as(list.err()).isZero();
            assertThat(list.out()).contains("finished", "training");
        } finally {
            server.stop(0);
        }
    }
}
