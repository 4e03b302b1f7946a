package dev.assay.llm.prompt;

import java.util.Optional;

/**
 * What others said of a problem and of the attempts at it, for the prompt of the next one. Texts of models: bounded where
 * they are shown.
 *
 * @param specification an analysis of the problem
 * @param guidance how to go on after the attempts so far
 */
public record Advised(Optional<String> specification, Optional<String> guidance) {

    /** Nobody was asked. */
    public static final Advised NOT = new Advised(Optional.empty(), Optional.empty());
}
