package dev.assay.contracts.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final BigDecimal MILLION = new BigDecimal("1000000");

    @Provide
    Arbitrary<Usage> usages() {
        Arbitrary<Long> tokens =
                Arbitraries.longs().between(0, 10_000_000_000L).edgeCases(cases -> cases.includeOnly(0L));
        return Combinators.combine(tokens, tokens, tokens, tokens, tokens).as(Usage::new);
    }

    @Provide
    Arbitrary<Price> prices() {
        Arbitrary<BigDecimal> money = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1000"))
                .ofScale(6);
        return Combinators.combine(money, money, money.optional(), money.optional(), money.optional())
                .as((input, output, read, write, reasoning) ->
                        new Price(input, output, read, write, Optional.empty(), reasoning));
    }

    @Property
    void the_cost_is_each_kind_of_token_at_its_price_and_exact(
            @ForAll("prices") Price price, @ForAll("usages") Usage usage) {
        BigDecimal expected = perMillion(usage.inputTokens(), price.input())
                .add(perMillion(usage.outputTokens(), price.output()))
                .add(perMillion(usage.reasoningTokens(), price.reasoning().orElse(price.output())))
                .add(perMillion(usage.cacheReadTokens(), price.cacheRead().orElse(price.input())))
                .add(perMillion(usage.cacheWriteTokens(), price.cacheWrite().orElse(price.input())));

        assertThat(price.of(usage)).isEqualByComparingTo(expected);
    }

    @Property
    void the_cost_of_two_calls_is_the_sum_of_their_costs(
            @ForAll("prices") Price price, @ForAll("usages") Usage one, @ForAll("usages") Usage other) {
        assertThat(price.of(one.plus(other))).isEqualByComparingTo(price.of(one).add(price.of(other)));
    }

    @Property
    void what_is_free_costs_nothing(@ForAll("usages") Usage usage) {
        assertThat(Price.FREE.of(usage)).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Property
    void no_split_of_the_tokens_costs_more_than_the_worst_case(
            @ForAll("prices") Price price, @ForAll("usages") Usage usage) {
        BigDecimal worst = price.worstOf(
                usage.inputTokens() + usage.cacheReadTokens() + usage.cacheWriteTokens(),
                usage.outputTokens() + usage.reasoningTokens());

        assertThat(price.of(usage)).isLessThanOrEqualTo(worst);
    }

    @Property
    void no_split_of_the_prompt_costs_less_than_the_least(
            @ForAll("prices") Price price, @ForAll("usages") Usage usage) {
        BigDecimal least = price.leastOf(usage.inputTokens() + usage.cacheReadTokens() + usage.cacheWriteTokens());

        assertThat(price.of(usage)).isGreaterThanOrEqualTo(least);
    }

    @Test
    void a_call_costs_what_it_costs_by_hand() {
        Price price = new Price(
                new BigDecimal("0.15"),
                new BigDecimal("0.60"),
                Optional.of(new BigDecimal("0.075")),
                Optional.empty(),
                Optional.empty());

        // 1000 x 0.15 + (200 + 50) x 0.60 + 400 x 0.075 + 100 x 0.15, per million
        assertThat(price.of(new Usage(1000, 200, 50, 400, 100))).isEqualByComparingTo("0.000345");
    }

    private static BigDecimal perMillion(long tokens, BigDecimal price) {
        return new BigDecimal(tokens).multiply(price).divide(MILLION, MathContext.UNLIMITED);
    }
}
