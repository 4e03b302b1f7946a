package dev.assay.experiment.intake;

import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/** What attempts of a trial used together. */
record Used(Usage usage, Cost cost) {

    /** With one more attempt, of which nothing is known where it never got an answer. */
    Used plus(Used next) {
        boolean unanswered = next.usage.total() == 0 && next.cost.costUsd().isEmpty();
        return unanswered ? this : new Used(usage.plus(next.usage), plus(next.cost));
    }

    /** One unknown cost makes the sum unknown. */
    private Cost plus(Cost next) {
        return new Cost(sum(cost.costUsd(), next.costUsd()), sum(cost.spentUsd(), next.spentUsd()));
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.flatMap(amount -> other.map(amount::add));
    }
}
