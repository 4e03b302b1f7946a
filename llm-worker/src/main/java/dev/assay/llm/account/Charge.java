package dev.assay.llm.account;

import java.math.BigDecimal;

/** What a call costs its account. */
public sealed interface Charge {

    /** The provider did no work. */
    record Nothing() implements Charge {}

    /** By usage and price, in USD. */
    record Known(BigDecimal usd) implements Charge {}

    /** Nobody knows what was billed: what was reserved for the call, which is the most, or nothing where it has no price. */
    record Presumed() implements Charge {}

    /** The call was answered, and its price is unknown. */
    record Unknown() implements Charge {}
}
