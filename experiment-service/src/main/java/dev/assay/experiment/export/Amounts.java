package dev.assay.experiment.export;

import java.math.BigDecimal;
import java.util.Optional;

/** Money in USD, for people. */
final class Amounts {

    private Amounts() {}

    /** The amount; a lower bound, or unknown, where some of the prices are unknown. */
    static String text(Optional<BigDecimal> amount, long unknownCosts) {
        Optional<String> known = amount.filter(one -> unknownCosts == 0 || one.signum() > 0)
                .map(one -> (unknownCosts > 0 ? "at least " : "") + plain(one));
        return known.orElse("unknown");
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
