package dev.assay.executor.sandbox;

import java.util.List;

/** What came of trying to break out of a sandbox. */
public record IsolationReport(List<Attack> attacks) {

    /**
     * One way out that was tried.
     *
     * @param detail what happened
     */
    public record Attack(String name, boolean held, String detail) {

        /** The same with a name that says on which kind of sandbox it was tried. */
        Attack of(String kind) {
            return new Attack(kind + "_" + name, held, detail);
        }
    }

    /** Whether every attack was held off, and there was at least one. */
    public boolean holds() {
        return !attacks.isEmpty() && attacks.stream().allMatch(Attack::held);
    }

    /** The attacks that got through, for a person. */
    public String breaches() {
        return attacks.stream()
                .filter(attack -> !attack.held())
                .map(attack -> attack.name() + " (" + attack.detail() + ")")
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
    }
}
