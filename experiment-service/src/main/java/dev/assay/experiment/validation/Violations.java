package dev.assay.experiment.validation;

import dev.assay.frame.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a request, gathered before it is refused. */
public final class Violations {

    private final List<Problems.Violation> found = new ArrayList<>();

    /** Notes that {@code field} is wrong unless {@code holds}. */
    public void require(boolean holds, String field, String message) {
        if (!holds) {
            found.add(new Problems.Violation(field, message));
        }
    }

    /** Notes that {@code field} is wrong. */
    public void add(String field, String message) {
        found.add(new Problems.Violation(field, message));
    }

    /** Takes over what is wrong with a part, whose fields are named from {@code prefix} on. */
    public void addAll(String prefix, Violations ofPart) {
        ofPart.found.forEach(one -> add(prefix + one.field(), one.message()));
    }

    /** As {@link #require}, for a text of a person: bounded, and only what the database can hold. */
    public void requireText(String text, String field, int maxLength) {
        require(text.length() <= maxLength, field, "must have at most " + maxLength + " characters");
        require(isStorable(text), field, "must not contain the character U+0000 or half a surrogate pair");
    }

    public static boolean isStorable(String text) {
        return text.indexOf('\u0000') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problems.Violation> found() {
        return List.copyOf(found);
    }

    /** Throws the 400 that lists them all, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problems.badFields(found());
        }
    }
}
