package dev.assay.llm.work;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.account.Charge;
import dev.assay.llm.call.CallFailure;
import java.math.BigDecimal;
import java.util.Optional;

/** What calls cost, in USD. An unknown price makes an unknown cost, never zero. */
final class CallCost {

    private CallCost() {}

    /** The most that a call can cost: every prompt token at the dearest input price, and output up to its limit. */
    static Optional<BigDecimal> worst(Optional<Price> price, long promptTokens, int maxOutputTokens) {
        return price.map(known -> known.worstOf(promptTokens, maxOutputTokens));
    }

    /** What an answered call cost; unknown where price or usage is, unless every price is zero. */
    static Cost of(Optional<Price> price, Optional<Usage> usage) {
        if (price.isEmpty()) {
            return Cost.UNKNOWN;
        }
        if (isFree(price.get())) {
            return Cost.FREE;
        }
        return usage.map(tokens -> price.get().of(tokens))
                .map(cost -> new Cost(Optional.of(cost), Optional.of(cost)))
                .orElse(Cost.UNKNOWN);
    }

    /** What an answered call is charged: where a price is known and the usage is not, the worst case. */
    static Charge chargeOf(Optional<Price> price, Optional<Usage> usage) {
        if (price.isEmpty()) {
            return new Charge.Unknown();
        }
        return of(price, usage).costUsd().<Charge>map(Charge.Known::new).orElseGet(Charge.Presumed::new);
    }

    /** What a failed call is charged. */
    static Charge chargeOf(CallFailure failure) {
        return failure.perhapsCharged() ? new Charge.Presumed() : new Charge.Nothing();
    }

    private static boolean isFree(Price price) {
        return price.input().signum() == 0
                && price.output().signum() == 0
                && price.reasoning().orElse(BigDecimal.ZERO).signum() == 0
                && price.cacheRead().orElse(BigDecimal.ZERO).signum() == 0
                && price.cacheWrite().orElse(BigDecimal.ZERO).signum() == 0;
    }
}
