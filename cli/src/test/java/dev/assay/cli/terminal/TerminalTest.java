package dev.assay.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Cost;
import dev.assay.contracts.run.SuccessRate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void columns_are_as_wide_as_they_need_and_numbers_stand_right() {
        List<String> lines = Table.of("verdict", ">trials")
                .row("passed", "7")
                .row("wrong_answer", "1,204")
                .lines(Terminal.WIDTH);

        assertThat(lines).containsExactly("verdict       trials", "passed             7", "wrong_answer   1,204");
    }

    @Property
    void a_table_fits_the_terminal_whatever_is_in_it(
            @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 200) String> cells) {
        Table table = Table.of("one", "two", ">three");
        cells.forEach(cell -> table.row(cell, cell + cell, "3"));

        assertThat(table.lines(Terminal.WIDTH))
                .hasSize(cells.size() + 1)
                .allMatch(line -> line.length() <= Terminal.WIDTH)
                .noneMatch(line -> line.contains("\n"));
    }

    @Property
    void foreign_text_cannot_steer_a_terminal(@ForAll String text) {
        assertThat(Terminal.safe(text + "\u001b[2J\u009b\u202e")).doesNotContain("\u001b", "\u009b", "\u202e", "\r");
    }

    @Test
    void a_plain_terminal_gets_a_line_every_few_seconds_and_the_last_state() {
        StringWriter err = new StringWriter();
        AtomicLong clock = new AtomicLong();
        try (ProgressLine line = new ProgressLine(terminal(err, false), clock::get)) {
            line.show("1 of 9");
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            line.show("2 of 9");
            clock.addAndGet(Duration.ofSeconds(5).toNanos());
            line.show("7 of 9");
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            line.show("9 of 9");
        }

        assertThat(err.toString().lines()).containsExactly("1 of 9", "7 of 9", "9 of 9");
    }

    @Test
    void a_lively_terminal_has_one_line_rewritten_and_taken_away() {
        StringWriter err = new StringWriter();
        try (ProgressLine line = new ProgressLine(terminal(err, true))) {
            line.show("1 of 9");
            line.show("x".repeat(200));
        }

        assertThat(err).hasToString("\r\u001b[K1 of 9\r\u001b[K" + "x".repeat(78) + "…\r\u001b[K");
    }

    @Test
    void unknown_costs_are_never_zero() {
        Cost nothing = new Cost(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.ZERO));
        Cost some = new Cost(Optional.of(new BigDecimal("0.5")), Optional.of(new BigDecimal("0.00001")));

        assertThat(Figures.cost(Cost.UNKNOWN, 0)).isEqualTo("unknown");
        assertThat(Figures.cost(nothing, 3)).isEqualTo("unknown");
        assertThat(Figures.cost(nothing, 0)).isEqualTo("$0");
        assertThat(Figures.cost(some, 3)).isEqualTo("at least $0.5000");
        assertThat(Figures.spent(some, 0)).isEqualTo("<$0.0001");
    }

    @Test
    void figures_read_as_people_write_them() {
        assertThat(Figures.rate(new SuccessRate(52 / 164.0, 0.2506, 0.3917, 164, 0)))
                .isEqualTo("31.7 %  (95 % interval 25.1 % to 39.2 %, n = 164)");
        assertThat(Figures.duration(7.6)).isEqualTo("0:08");
        assertThat(Figures.duration(3723)).isEqualTo("1:02:03");
        assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
    }

    private static Terminal terminal(StringWriter err, boolean lively) {
        return new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), lively);
    }
}
