package dev.assay.contracts.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an answer is to be read. */
public enum AnswerForm {
    /** A chat answer: prose, fences, reasoning; code has to be found in it. */
    CHAT,
    /** Text that continues the prompt: the program is prompt + answer. */
    COMPLETION,
    /** A whole program, as it is. */
    PROGRAM;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static AnswerForm of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
