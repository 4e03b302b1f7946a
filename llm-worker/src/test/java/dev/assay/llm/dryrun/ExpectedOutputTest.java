package dev.assay.llm.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Usage;
import org.junit.jupiter.api.Test;

class ExpectedOutputTest {

    @Test
    void reasoning_comes_first_where_both_do_not_fit() {
        ExpectedOutput output = new ExpectedOutput(80.5, 300.25, 4);

        assertThat(output.usage(2, 1000)).isEqualTo(new Usage(0, 161, 601, 0, 0));
        assertThat(output.usage(2, 350)).isEqualTo(new Usage(0, 100, 601, 0, 0));
        assertThat(output.usage(2, 200)).isEqualTo(new Usage(0, 0, 400, 0, 0));
    }
}
