package dev.assay.llm.account;

import dev.assay.contracts.account.Account;
import java.math.BigDecimal;
import java.util.Optional;

/** A locked account, as calls are paid from it one after another; {@link Accounts#reserve} writes what was held. */
public final class Purse {

    private final Account account;
    private BigDecimal held = BigDecimal.ZERO;

    Purse(Account account) {
        this.account = account;
    }

    /** As it was when it was locked. */
    public Account account() {
        return account;
    }

    /** What was held of it since. */
    public BigDecimal held() {
        return held;
    }

    /**
     * Holds money for a call, if the account is open and has it.
     *
     * @param worstUsd the most that the call can cost; absent where no price is known, which only an account without a
     *     limit may pay
     */
    public boolean hold(Optional<BigDecimal> worstUsd) {
        if (account.state() != Account.State.OPEN || !fits(worstUsd)) {
            return false;
        }
        held = held.add(worstUsd.orElse(BigDecimal.ZERO));
        return true;
    }

    private boolean fits(Optional<BigDecimal> worstUsd) {
        if (account.limitUsd().isEmpty()) {
            return true;
        }
        BigDecimal taken = account.committedUsd().add(held);
        return worstUsd.filter(
                        worst -> taken.add(worst).compareTo(account.limitUsd().get()) <= 0)
                .isPresent();
    }

    /** Whether the call fits once the calls in flight are settled: what is held for them is the worst case. */
    public boolean fitsOnceOthersAreSettled(BigDecimal worstUsd) {
        return account.limitUsd()
                .map(limit -> account.spentUsd()
                                .add(account.presumedUsd())
                                .add(worstUsd)
                                .compareTo(limit)
                        <= 0)
                .orElse(true);
    }
}
