package dev.assay.experiment.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/** Figures as the page shows them. */
final class Texts {

    private static final double PER_CENT = 100;
    private static final int MONEY_DIGITS = 4;

    private Texts() {}

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share from 0 to 1 as per cent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PER_CENT);
    }

    static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", share * PER_CENT);
    }

    static String usd(BigDecimal amount) {
        return "$"
                + amount.round(new MathContext(MONEY_DIGITS, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** Money whose known part is a lower bound where some prices are unknown. */
    static String usd(Optional<BigDecimal> amount, long unknownCosts) {
        return amount.filter(known -> unknownCosts == 0 || known.signum() > 0)
                .map(known -> (unknownCosts > 0 ? "at least " : "") + usd(known))
                .orElse("unknown");
    }

    static String seconds(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole % 3600 / 60, whole % 60);
    }
}
