package dev.assay.experiment.run;

import dev.assay.contracts.run.RunState;
import dev.assay.experiment.validation.Days;
import dev.assay.experiment.validation.Violations;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a list of runs is narrowed to; mode, model, data set and tag are those of one experiment of the run,
 * the mode may also be that of the run as a whole.
 *
 * @param from first day on which a run began, in UTC
 * @param to last such day
 */
record RunFilter(
        Optional<RunState> state,
        Optional<String> mode,
        Optional<String> model,
        Optional<String> datasetId,
        Optional<String> tag,
        Optional<LocalDate> from,
        Optional<LocalDate> to) {

    private static final int LONGEST = 1000;

    /** The filter that the texts make; a 400 that names each one that is wrong. */
    static RunFilter of(
            Optional<String> state,
            Optional<String> mode,
            Optional<String> model,
            Optional<String> datasetId,
            Optional<String> tag,
            Optional<String> from,
            Optional<String> to) {
        Violations violations = new Violations();
        mode.ifPresent(text -> violations.requireText(text, "mode", LONGEST));
        model.ifPresent(text -> violations.requireText(text, "model", LONGEST));
        datasetId.ifPresent(text -> violations.requireText(text, "dataset_id", LONGEST));
        tag.ifPresent(text -> violations.requireText(text, "tag", LONGEST));
        RunFilter filter = new RunFilter(
                state.flatMap(code -> state(code, violations)),
                mode,
                model,
                datasetId,
                tag,
                Days.read("from", from, violations),
                Days.read("to", to, violations));
        violations.throwIfAny();
        return filter;
    }

    /** Whether a run is chosen by one of its experiments. */
    boolean byExperiment() {
        return mode.isPresent() || model.isPresent() || datasetId.isPresent() || tag.isPresent();
    }

    private static Optional<RunState> state(String code, Violations violations) {
        Optional<RunState> found = Arrays.stream(RunState.values())
                .filter(state -> state.code().equals(code))
                .findFirst();
        violations.require(
                found.isPresent(),
                "state",
                "must be one of "
                        + Arrays.stream(RunState.values()).map(RunState::code).collect(Collectors.joining(", ")));
        return found;
    }
}
