package dev.assay.llm.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class CallCostTest {

    @Property
    void no_call_within_its_bounds_costs_more_than_the_worst_case(
            @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal input,
            @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal output,
            @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal cacheRead,
            @ForAll @BigRange(min = "0", max = "100") @Scale(4) BigDecimal cacheWrite,
            @ForAll @IntRange(max = 10_000) int fresh,
            @ForAll @IntRange(max = 10_000) int read,
            @ForAll @IntRange(max = 10_000) int written,
            @ForAll @IntRange(max = 10_000) int answer,
            @ForAll @IntRange(max = 10_000) int reasoning) {
        Optional<Price> price = Optional.of(
                new Price(input, output, Optional.of(cacheRead), Optional.of(cacheWrite), Optional.empty()));
        BigDecimal cost = CallCost.of(price, Optional.of(new Usage(fresh, answer, reasoning, read, written)))
                .costUsd()
                .orElseThrow();
        assertThat(cost)
                .isLessThanOrEqualTo(CallCost.worst(price, (long) fresh + read + written, answer + reasoning)
                        .orElseThrow());
    }

    @Example
    void money_is_exact() {
        Optional<Price> price = price("2", "8", ".50");
        assertThat(CallCost.of(price, Optional.of(new Usage(1000, 100, 50, 400, 0))))
                .isEqualTo(
                        new Cost(Optional.of(new BigDecimal("0.00340000")), Optional.of(new BigDecimal("0.00340000"))));
        assertThat(CallCost.worst(price, 1400, 1024)).contains(new BigDecimal("0.010992"));
    }

    @Example
    void an_unknown_price_is_an_unknown_cost() {
        assertThat(CallCost.of(Optional.empty(), Optional.of(Usage.NONE))).isEqualTo(Cost.UNKNOWN);
        assertThat(CallCost.worst(Optional.empty(), 1, 1)).isEmpty();
    }

    @Example
    void missing_usage_is_an_unknown_cost_unless_the_model_is_free() {
        assertThat(CallCost.of(price("2", "8", ".50"), Optional.empty())).isEqualTo(Cost.UNKNOWN);
        assertThat(CallCost.of(Optional.of(Price.FREE), Optional.empty())).isEqualTo(Cost.FREE);
    }

    private static Optional<Price> price(String input, String output, String cacheRead) {
        return Optional.of(new Price(
                new BigDecimal(input),
                new BigDecimal(output),
                Optional.of(new BigDecimal(cacheRead)),
                Optional.empty(),
                Optional.empty()));
    }
}
