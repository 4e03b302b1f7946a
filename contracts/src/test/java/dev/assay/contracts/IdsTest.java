package dev.assay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Property
    void letters_digits_and_four_signs_make_an_id(
            @ForAll @AlphaChars char first,
            @ForAll @AlphaChars @NumericChars @Chars({'.', '_', ':', '-'}) @StringLength(max = 127) String rest) {
        assertThat(Ids.isChosen(first + rest)).isTrue();
    }

    @Property
    void an_id_is_no_way_out_of_a_folder(@ForAll String text) {
        if (Ids.isChosen(text)) {
            assertThat(text).doesNotContain("/", "\\", "\u0000", "\n", " ").doesNotStartWith(".");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "-option", "a/b", "a b", "a\n", "ä", "..", ":a"})
    void other_texts_are_no_ids(String text) {
        assertThat(Ids.isChosen(text)).isFalse();
        assertThat(Ids.isChosen("a".repeat(129))).isFalse();
    }

    @Property
    void the_same_trial_has_the_same_id_and_another_one_another(
            @ForAll @AlphaChars @StringLength(min = 1, max = 5) String run,
            @ForAll @AlphaChars @StringLength(min = 1, max = 5) String experiment,
            @ForAll String problem,
            @ForAll @IntRange(min = 1, max = 1000) int sample) {
        UUID id = Ids.trial(run, experiment, problem, sample);

        assertThat(id).isEqualTo(Ids.trial(run, experiment, problem, sample));
        assertThat(id.version()).isEqualTo(5);
        assertThat(id)
                .isNotEqualTo(Ids.trial(run, experiment, problem, sample + 1))
                .isNotEqualTo(Ids.trial(run, experiment, problem + "x", sample))
                .isNotEqualTo(Ids.trial(run + experiment.charAt(0), experiment.substring(1), problem, sample));
    }

    @Property
    void attempts_of_a_trial_differ(
            @ForAll @IntRange(min = 1, max = 100) int one, @ForAll @IntRange(min = 1, max = 100) int other) {
        UUID trial = Ids.trial("run", "experiment", "problem", 1);

        assertThat(Ids.attempt(trial, one).equals(Ids.attempt(trial, other))).isEqualTo(one == other);
    }

    @Test
    void ids_never_change_between_versions() {
        UUID trial = Ids.trial("bench_00000001_20261121_101530", "exp_00000001", "HumanEval/0", 1);

        assertThat(trial).hasToString("39ed8c0e-642b-591a-8a4e-d6bebcb2b56c");
        assertThat(Ids.attempt(trial, 1)).hasToString("dff8e1b7-5273-5bd3-a015-ce92ebe17d99");
        assertThat(Ids.check("version", "HumanEval/0", "reference"))
                .hasToString("7b6c1a31-4d21-54bd-938f-c204d596fd79");
    }

    @Property
    void new_ids_have_their_form(@ForAll long seed) {
        String run = Ids.newRun(new Random(seed), Instant.parse("2026-11-21T10:15:30Z"));
        String experiment = Ids.newExperiment(new Random(seed));

        assertThat(run).matches("bench_[0-9a-f]{8}_20261121_101530");
        assertThat(experiment).matches("exp_[0-9a-f]{8}");
        assertThat(Ids.isChosen(run)).isTrue();
        assertThat(Ids.isChosen(experiment)).isTrue();
    }

    @Test
    void hashes_are_those_of_the_published_test_vectors() {
        assertThat(Ids.sha256("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Ids.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
