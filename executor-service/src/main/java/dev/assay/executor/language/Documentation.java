package dev.assay.executor.language;

import java.util.Optional;

/**
 * A language as a prompt presents it.
 *
 * @param id of the runtime
 * @param name for people ({@code JavaScript})
 * @param rules what else the language asks of a program; empty: nothing
 * @param text its documentation; absent where it is declared without
 */
public record Documentation(String id, String name, String rules, Optional<String> text) {}
