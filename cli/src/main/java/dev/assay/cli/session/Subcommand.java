package dev.assay.cli.session;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** A command below another one: its name, and how it is made. */
public record Subcommand(String name, Supplier<Object> command) {

    /**
     * Adds the one that the first argument names; all of them where it names none, as help needs them. To describe every
     * command to picocli takes several times as long as most commands take to run.
     *
     * @param arguments those that follow the name of {@code line}
     */
    public static CommandLine add(CommandLine line, List<String> arguments, List<Subcommand> subcommands) {
        List<Subcommand> named = subcommands.stream()
                .filter(one -> !arguments.isEmpty() && one.name().equals(arguments.getFirst()))
                .toList();
        for (Subcommand one : named.isEmpty() ? subcommands : named) {
            line.addSubcommand(one.name(), one.command().get());
        }
        return line;
    }
}
