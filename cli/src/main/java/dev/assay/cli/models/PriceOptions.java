package dev.assay.cli.models;

import dev.assay.cli.failure.Failure;
import dev.assay.contracts.experiment.Price;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a person says a model costs; the server's catalogue may know nothing of it. */
public final class PriceOptions {

    @Option(names = "--price-input", paramLabel = "USD", description = "Price of a million input tokens.")
    private BigDecimal input;

    @Option(names = "--price-output", paramLabel = "USD", description = "Price of a million output tokens.")
    private BigDecimal output;

    /** Whether any of the options was given. */
    public boolean isGiven() {
        return input != null || output != null;
    }

    /**
     * The price; empty where none was given.
     *
     * @throws Failure usage, where only one of the two was
     */
    public Optional<Price> price() {
        if ((input == null) != (output == null)) {
            throw Failure.usage("give --price-input and --price-output together");
        }
        return Optional.ofNullable(input)
                .map(of -> new Price(of, output, Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
