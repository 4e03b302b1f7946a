package dev.assay.cli.terminal;

import dev.assay.contracts.record.Cost;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.SuccessRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Figures as people read them. */
public final class Figures {

    private static final BigDecimal SMALLEST_SHOWN = new BigDecimal("0.0001");
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Figures() {}

    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A share between 0 and 1 as per cent with one decimal. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** Rate and interval: {@code 31.7 %  (95 % interval 25.1 % to 39.2 %, n = 164)}. */
    public static String rate(SuccessRate rate) {
        return percent(rate.rate()) + "  (95 % interval " + percent(rate.low()) + " to " + percent(rate.high())
                + ", n = " + count(rate.n()) + ")";
    }

    /** Value and interval: {@code 41.3 %  (95 % interval 33.0 % to 49.7 %, 60 problems)}. */
    public static String rate(PassAtK rate) {
        return percent(rate.value()) + "  (95 % interval " + percent(rate.low()) + " to " + percent(rate.high()) + ", "
                + count(rate.problems()) + " problems)";
    }

    /** Money in USD; absent is unknown, which is not zero. */
    public static String usd(Optional<BigDecimal> amount) {
        return amount.map(Figures::usd).orElse("unknown");
    }

    public static String usd(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "$0";
        }
        if (amount.abs().compareTo(SMALLEST_SHOWN) < 0) {
            return "<$0.0001";
        }
        return "$" + amount.setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** What was spent; where some prices are unknown the known part is a lower bound, and says so. */
    public static String spent(Cost cost, long unknownCosts) {
        return bounded(cost.spentUsd(), unknownCosts);
    }

    /** What the answers cost when they were made, as {@link #spent}. */
    public static String cost(Cost cost, long unknownCosts) {
        return bounded(cost.costUsd(), unknownCosts);
    }

    private static String bounded(Optional<BigDecimal> amount, long unknownCosts) {
        boolean bound =
                unknownCosts > 0 && amount.filter(known -> known.signum() > 0).isPresent();
        if (bound) {
            return "at least " + usd(amount);
        }
        return unknownCosts > 0 ? "unknown" : usd(amount);
    }

    /** A time of day, where the person is. */
    public static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Seconds as {@code 0:08} or {@code 1:02:03}. */
    public static String duration(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        long hours = whole / SECONDS_PER_HOUR;
        long minutes = whole % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
        long rest = whole % SECONDS_PER_MINUTE;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, rest)
                : String.format(Locale.ROOT, "%d:%02d", minutes, rest);
    }
}
