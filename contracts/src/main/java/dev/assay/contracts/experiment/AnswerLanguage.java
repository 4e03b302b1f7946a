package dev.assay.contracts.experiment;

import java.util.Optional;

/**
 * The language that an experiment's answers are written in, where the problems leave that open.
 *
 * @param id of a runtime of the executor ({@code javascript})
 * @param name as prompts have it ({@code JavaScript})
 * @param rules what else the language asks of a program, for the prompt; empty: nothing
 * @param documentation absent where the language is declared without
 */
public record AnswerLanguage(String id, String name, String rules, Optional<Documentation> documentation) {

    /** What problems say of their language that may be answered in any. */
    public static final String ANY = "any";

    /**
     * Names a documentation by its content.
     *
     * @param hash SHA-256 of the text
     * @param tokens how many it has, counted with cl100k_base
     */
    public record Documentation(String hash, long tokens) {}
}
