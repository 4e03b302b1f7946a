package dev.assay.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StopFilterTest {

    @Property
    void what_goes_out_is_the_text_before_the_first_stop_however_it_came_in_pieces(
            @ForAll("texts") String text, @ForAll("stops") List<String> stops, @ForAll("cuts") List<Integer> cuts) {
        StopFilter filter = new StopFilter(stops);
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int cut : cuts) {
            int next = Math.min(text.length(), at + cut);
            if (!filter.isStopped()) {
                out.append(filter.accept(text.substring(at, next)));
            }
            at = next;
        }
        if (!filter.isStopped()) {
            out.append(filter.accept(text.substring(at)));
        }
        boolean stopped = filter.isStopped();
        out.append(filter.rest());

        int first = stops.stream()
                .mapToInt(text::indexOf)
                .filter(place -> place >= 0)
                .min()
                .orElse(-1);
        assertThat(stopped).isEqualTo(first >= 0);
        // A longer stop that began earlier may still be incomplete when a shorter one within it is found.
        assertThat(text).startsWith(out.toString());
        if (first < 0) {
            assertThat(out.toString()).isEqualTo(text);
        } else {
            assertThat(stops).noneMatch(stop -> out.toString().contains(stop));
            assertThat(out.length()).isGreaterThanOrEqualTo(first);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', 'b', '\n').ofMaxLength(30);
    }

    @Provide
    Arbitrary<List<String>> stops() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\n')
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 5).list().ofMaxSize(10);
    }
}
