package dev.assay.experiment.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Page;
import dev.assay.experiment.paging.PageRequest.CursorPart;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PageRequestTest {

    @Property
    void a_cursor_reads_as_it_was_written(@ForAll int one, @ForAll @Size(max = 3) List<Integer> more) {
        Cursor cursor = Cursor.of(
                one, String.join("_", more.stream().map(String::valueOf).toList()));

        assertThat(Cursor.read(cursor.text())).contains(cursor);
    }

    @Property
    void pages_hold_every_row_once_and_in_order(
            @ForAll @IntRange(max = 300) int rows, @ForAll @IntRange(min = 1, max = 1000) int limit) {
        List<Integer> all = IntStream.range(0, rows).boxed().toList();
        List<Integer> seen = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            PageRequest request = PageRequest.of(next, Optional.of(Integer.toString(limit)), CursorPart.NUMBER);
            long after = request.number(0, -1);
            Page<Integer> page = request.page(
                    all.stream()
                            .filter(row -> row > after)
                            .limit(request.readLimit())
                            .toList(),
                    Cursor::of);
            seen.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void what_is_no_cursor_and_no_limit_is_refused_with_both_fields() {
        assertThatThrownBy(() -> PageRequest.of(Optional.of("?"), Optional.of("1001"), CursorPart.NUMBER))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(400);
                    assertThat(problem.getDetail()).contains("cursor").contains("limit");
                });
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String other = Cursor.of("an-id").text();

        assertThatThrownBy(() -> PageRequest.of(Optional.of(other), Optional.empty(), CursorPart.NUMBER))
                .isInstanceOf(HttpProblem.class);
    }
}
