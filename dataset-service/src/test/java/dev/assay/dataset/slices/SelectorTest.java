package dev.assay.dataset.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SelectorTest {

    @Property
    void a_range_reads_as_written(
            @ForAll @IntRange(max = 999_999) int from, @ForAll @IntRange(min = 1, max = 999_999) int length) {
        assertThat(Selector.parse(from + "-" + (from + length))).isEqualTo(new Selector.Range(from, from + length));
    }

    @Property
    void a_range_whose_end_is_not_after_its_start_is_refused(
            @ForAll @IntRange(max = 999_999) int to, @ForAll @IntRange(max = 999_999) int excess) {
        assertThatThrownBy(() -> Selector.parse((to + excess) + "-" + to))
                .isInstanceOf(InvalidSelector.class)
                .hasMessageContaining("is empty");
    }

    @Property
    void ids_read_as_written_whatever_the_spaces(@ForAll("distinctIds") List<String> ids) {
        assertThat(Selector.parse(" " + String.join(" , ", ids) + " ")).isEqualTo(new Selector.Ids(ids));
    }

    @Property
    void an_id_that_is_named_twice_is_refused(@ForAll("distinctIds") List<String> ids) {
        assertThatThrownBy(() -> Selector.parse(String.join(",", ids) + "," + ids.getFirst()))
                .isInstanceOf(InvalidSelector.class)
                .hasMessageContaining("twice");
    }

    @Property
    void any_text_is_a_selector_or_is_refused_with_a_reason(@ForAll String text) {
        try {
            assertThat(Selector.parse(text)).isNotNull();
        } catch (InvalidSelector refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
    }

    @Example
    void all_is_the_whole() {
        assertThat(Selector.parse("all")).isEqualTo(new Selector.All());
    }

    @Example
    void an_empty_id_is_refused() {
        for (String text : List.of("", " ", "a,,b", "a,", ",a")) {
            assertThatThrownBy(() -> Selector.parse(text)).isInstanceOf(InvalidSelector.class);
        }
    }

    @Provide
    Arbitrary<List<String>> distinctIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('/', '.', '_')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(id -> !id.equals("all"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .uniqueElements();
    }
}
