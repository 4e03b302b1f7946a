package dev.assay.cli.closedloop;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Languages whose programs the command line names. The executor has to know them when it starts, so all that can be done
 * here is to write their entries down and to say so.
 */
final class OwnRuntimes {

    private static final List<String> ILO_SKILLS =
            List.of("ilo-language", "ilo-builtins-core", "ilo-builtins-text", "ilo-builtins-math", "ilo-builtins-io");

    /** What a sandbox sees of the machine. */
    private static final Path SEEN = Path.of("/usr");

    @Option(names = "--ilo", paramLabel = "FILE", description = "The ilo program (else ILO); adds the language ilo.")
    private Path ilo;

    @Option(names = "--lang2-name", paramLabel = "NAME", description = "A language of your own.")
    private String name;

    @Option(names = "--lang2-bin", paramLabel = "FILE", description = "Its program, which is given the source file.")
    private Path bin;

    @Option(
            names = "--lang2-ext",
            paramLabel = "EXT",
            defaultValue = ".zero",
            description = "What its source files end with (default ${DEFAULT-VALUE}).")
    private String extension;

    /** The languages that the options add. */
    List<String> ids(Session session) {
        List<String> ids = new ArrayList<>();
        ilo(session).ifPresent(_ -> ids.add("ilo"));
        Optional.ofNullable(name).ifPresent(ids::add);
        return ids;
    }

    /** A usage failure where options do not fit together, or a program cannot be run. */
    void check(Session session) {
        if ((name == null) != (bin == null)) {
            throw Failure.usage("--lang2-name and --lang2-bin go together");
        }
        ilo(session).ifPresent(program -> requireProgram("--ilo", program));
        Optional.ofNullable(bin).ifPresent(program -> requireProgram("--lang2-bin", program));
    }

    private static void requireProgram(String option, Path program) {
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw Failure.usage(option + " " + program + " is no program that can be run");
        }
        if (!absolute(program).startsWith(SEEN)) {
            throw Failure.usage(option + " " + program + " is outside of " + SEEN
                    + ", all that sandboxes see of the machine: copy it to /usr/local/bin");
        }
    }

    /** The entries for {@code ASSAY_EXECUTOR_RUNTIMES}. */
    private String entries(Session session) {
        StringBuilder entries = new StringBuilder();
        ilo(session).ifPresent(program -> entries.append(ilo(program)));
        if (name != null) {
            entries.append("""
                    %1$s:
                      source: main%2$s
                      programs: {program: ["%3$s"]}
                      version: ["{program}", --version]
                      run: ["{program}", main%2$s]
                      install: put the program at %3$s
                    """.formatted(name, extension, absolute(bin)));
        }
        return entries.toString();
    }

    /** Writes the entries down; returns the line that says how to start the platform with them. */
    String howToStart(Session session, Path folder) {
        Path file = folder.resolve("closed-loop-runtimes.yaml").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.writeString(file, entries(session));
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be written: " + e.getMessage());
        }
        return "start the platform with them: ASSAY_EXECUTOR_RUNTIMES=" + file + " ./assay up";
    }

    private Optional<Path> ilo(Session session) {
        return Optional.ofNullable(ilo).or(() -> session.variable("ILO").map(Path::of));
    }

    private static String ilo(Path program) {
        StringBuilder documentation = new StringBuilder();
        for (String skill : ILO_SKILLS) {
            documentation.append("    - {command: [\"{ilo}\", skill, get, %s]}\n".formatted(skill));
        }
        return """
                ilo:
                  source: main.ilo
                  programs: {ilo: ["%1$s"]}
                  version: ["{ilo}", --version]
                  run: ["{ilo}", main.ilo, main]
                  rules: "The program is valid ilo in typed prefix notation. Its first line is -- run: main and its second line -- out: with the expected output."
                  documentation:
                %2$s  install: put the program ilo at %1$s
                """.formatted(absolute(program), documentation);
    }

    private static Path absolute(Path program) {
        return program.toAbsolutePath().normalize();
    }
}
