package dev.assay.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.assay.contracts.dataset.Slice;
import dev.assay.contracts.experiment.DatasetSelection;
import java.io.UncheckedIOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AssayJsonTest {

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings().withCharRange('\u0000', '\uffff').ofMaxLength(50);
    }

    @Property
    void any_text_at_all_comes_back_from_utf_8_unchanged(@ForAll("anyText") String text) {
        DatasetSelection document = new DatasetSelection(text, text);

        assertThat(AssayJson.read(AssayJson.writeBytes(document), DatasetSelection.class))
                .isEqualTo(document);
    }

    @Test
    void an_event_of_a_newer_version_is_read_without_what_is_new() {
        Slice slice =
                AssayJson.read("{\"name\":\"a\",\"selector\":\"all\",\"problems\":3,\"colour\":\"red\"}", Slice.class);

        assertThat(slice).isEqualTo(new Slice("a", "all", 3));
    }

    @Test
    void what_a_person_sends_may_have_no_unknown_field() {
        assertThatThrownBy(() -> AssayJson.strict()
                        .readValue(
                                "{\"name\":\"a\",\"selector\":\"all\",\"problems\":3,\"colour\":\"red\"}", Slice.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void a_missing_number_is_an_error_and_not_zero() {
        assertThatThrownBy(() -> AssayJson.read("{\"name\":\"a\",\"selector\":\"all\",\"problems\":null}", Slice.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void what_is_not_json_is_an_error() {
        assertThatThrownBy(() -> AssayJson.read("not json", Slice.class)).isInstanceOf(UncheckedIOException.class);
    }
}
