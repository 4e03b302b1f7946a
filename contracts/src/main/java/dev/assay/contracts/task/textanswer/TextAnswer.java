package dev.assay.contracts.task.textanswer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The bodies of the task type {@code text-answer}: answer a question, judged by the text and without running anything. */
public final class TextAnswer {

    public static final String TASK_TYPE = "text-answer";
    public static final int SCHEMA_VERSION = 1;

    /** The language of its problems: none that is run. */
    public static final String LANGUAGE = "text";

    private TextAnswer() {}

    /**
     * What a prompt may use.
     *
     * @param question exactly as imported
     */
    public record PublicBody(String question) {}

    /**
     * What an answer is judged by.
     *
     * @param accepted texts, one of which an answer has to match; at least one, none of them blank
     * @param ignoreCase whether upper and lower case are the same
     */
    public record OracleBody(List<String> accepted, Match match, boolean ignoreCase) {}

    /** How an answer is held against an accepted text. Line endings are the same everywhere. */
    public enum Match {
        /** Equal, character by character. */
        EXACT,
        /** Equal without the whitespace around both. */
        TRIMMED,
        /** The accepted text is somewhere in the answer. */
        CONTAINS;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Match of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
