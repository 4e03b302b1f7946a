package dev.assay.dataset.importing;

import java.util.List;

/** Says why a file was not imported. Nothing of it was kept. */
abstract sealed class RefusedImport extends RuntimeException {

    private RefusedImport(String message) {
        super(message);
    }

    /** The file, or the request, is wrong. */
    static final class Invalid extends RefusedImport {

        private final transient List<InvalidProblem.Fault> faults;

        Invalid(List<InvalidProblem.Fault> faults) {
            super(faults.toString());
            this.faults = List.copyOf(faults);
        }

        Invalid(String field, String message) {
            this(List.of(new InvalidProblem.Fault(field, message)));
        }

        List<InvalidProblem.Fault> faults() {
            return faults;
        }
    }

    /** The file, or a problem in it, is larger than what is taken. */
    static final class TooLarge extends RefusedImport {

        TooLarge(String message) {
            super(message);
        }
    }
}
