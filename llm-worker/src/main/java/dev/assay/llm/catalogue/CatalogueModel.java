package dev.assay.llm.catalogue;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A model of the catalogue.
 *
 * @param slug what experiments name it by, such as {@code openai/gpt-4.1}
 * @param label short name, used in ids of matrix members; the slug where none is given
 * @param name as the provider knows it
 * @param maxConcurrency calls at once, over all workers; absent means the default of experiments
 * @param timeoutSeconds for one call; absent means the default of experiments
 * @param contextTokens input and output together; absent where unknown
 * @param prices newest last; none where the price is unknown
 */
public record CatalogueModel(
        String slug,
        String label,
        Provider provider,
        String name,
        Protocol protocol,
        boolean stream,
        Capabilities capabilities,
        Optional<Integer> maxConcurrency,
        Optional<Integer> timeoutSeconds,
        Optional<Integer> contextTokens,
        List<Price> prices) {

    /** The price on a day: the newest one that is not younger; unknown where there is none. A price without a day always held. */
    public Optional<Price> priceOn(LocalDate day) {
        return prices.stream()
                .filter(price -> price.asOf().filter(from -> from.isAfter(day)).isEmpty())
                .max(Comparator.comparing(price -> price.asOf().orElse(LocalDate.MIN)));
    }

    /** The same model in another protocol. */
    public CatalogueModel speaking(Protocol other) {
        return new CatalogueModel(
                slug,
                label,
                provider,
                name,
                other,
                stream,
                capabilities,
                maxConcurrency,
                timeoutSeconds,
                contextTokens,
                prices);
    }

    /** The same model, with or without streaming. */
    public CatalogueModel streaming(boolean streamed) {
        return new CatalogueModel(
                slug,
                label,
                provider,
                name,
                protocol,
                streamed,
                capabilities,
                maxConcurrency,
                timeoutSeconds,
                contextTokens,
                prices);
    }
}
