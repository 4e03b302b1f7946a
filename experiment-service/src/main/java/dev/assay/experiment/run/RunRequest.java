package dev.assay.experiment.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A run as a person asks for it.
 *
 * @param limitUsd hard limit of what may be spent
 * @param webhookUrl told of the end of the run, in place of the service's own; never shown again
 * @param priority -100 to 100; absent: 0. Where runs wait for the same model, the higher ones begin their trials first
 * @param reuseAnswers absent: exactly when every experiment's temperature is 0
 */
record RunRequest(
        Optional<List<String>> experimentIds,
        Optional<String> name,
        Optional<BigDecimal> limitUsd,
        Optional<Boolean> reuseAnswers,
        Optional<String> webhookUrl,
        Optional<Integer> priority) {}
