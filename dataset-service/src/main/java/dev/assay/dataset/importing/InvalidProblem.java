package dev.assay.dataset.importing;

import java.util.List;

/** Says that a document is not a problem of its format, and why, field by field. */
public final class InvalidProblem extends RuntimeException {

    private final transient List<Fault> faults;

    public InvalidProblem(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    public InvalidProblem(String field, String message) {
        this(List.of(new Fault(field, message)));
    }

    /**
     * A field and what is wrong with it.
     *
     * @param field path within the problem ({@code tests[2].args}); empty for the problem as a whole
     */
    public record Fault(String field, String message) {}

    public List<Fault> faults() {
        return faults;
    }
}
