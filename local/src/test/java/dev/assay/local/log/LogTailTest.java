package dev.assay.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.local.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path directory;

    @Test
    void the_last_lines_are_shown_with_the_place_of_the_rest() throws Exception {
        Path log = Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n");

        assertThat(LogTail.lines(log, 2)).containsExactly("two", "three");
        assertThat(LogTail.lines(log, 0)).isEmpty();
        assertThat(LogTail.shown(log, 1)).contains("three", log.toString()).doesNotContain("two");
        assertThat(LogTail.lines(directory.resolve("none.log"), 5)).isEmpty();
    }

    @Test
    void the_cause_is_shown_and_not_the_frames_below_it() throws Exception {
        StringBuilder trace =
                new StringBuilder("started\nERROR it does not start: java.lang.RuntimeException: broken\n");
        trace.append("\tat a.b.C.run(C.java:5)\n".repeat(30));
        trace.append("Caused by: java.lang.IllegalStateException: the file is missing\n");
        trace.append("\tat a.b.C.<init>(C.java:5)\n".repeat(12)).append("\t... 7 more\n\n");
        Path log = Files.writeString(directory.resolve("trace.log"), trace);

        assertThat(LogTail.shown(log, 2))
                .contains("ERROR it does not start", "Caused by: java.lang.IllegalStateException: the file is missing")
                .doesNotContain("started", "C.java", "7 more");
    }

    @Test
    void new_lines_are_printed_whole_and_behind_their_part() throws Exception {
        Home home = new Home(directory);
        Files.createDirectories(home.logs());
        Files.writeString(home.log("kafka"), "old\n");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LogFollower follower = LogFollower.fromNowOn(home, List.of("kafka", "postgres"), new PrintStream(printed));
        Files.writeString(home.log("kafka"), "new\nhal", StandardOpenOption.APPEND);
        Files.writeString(home.log("postgres"), "first\n");

        follower.stop();
        follower.follow();

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("kafka    | new\npostgres | first\n");
    }
}
