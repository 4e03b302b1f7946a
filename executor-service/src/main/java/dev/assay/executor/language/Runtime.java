package dev.assay.executor.language;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How programs of one language are compiled and run: an entry of {@code runtimes.yaml}. In commands, {@code {name}} is a
 * program's path, {@code {name.folder}} the folder it is in, {@code {memory_mb}} the memory limit in MiB and
 * {@code {heap_mb}} three fifths of it.
 *
 * @param id the language's name in data sets ({@code javascript})
 * @param name for people ({@code JavaScript})
 * @param aliases other names for it, in fences and requests
 * @param source name of the file that holds the program
 * @param programs paths at which each program may be, the first that exists counts; a folder may be {@code *}
 * @param version command whose first line of output names the version
 * @param compile command that is run once a program; none where nothing is compiled
 * @param artifacts what compiling leaves: names, or patterns with {@code *}
 * @param run command that is run once a test
 * @param check command that fails where the source does not parse; asked only after a run that failed, and only where
 *     nothing is compiled
 * @param environment of both commands
 * @param files put beside the source: path to a resource of ours
 * @param readOnly folders outside {@code /usr} that the programs need to see; the last name may have a {@code *}
 * @param addressSpace whether it can live under a limit of its address space
 * @param compileLimits what compiling may use
 * @param memoryErrors what a program says on its standard error when it has no memory left
 * @param definitions how a definition of {@code {name}} begins; none where a name, parentheses and a brace have to do
 * @param imports how import lines of an answer and of a prompt are put together
 * @param evidence how to see that test code ran to its end
 * @param rules what else the language asks of a whole program, for prompts; empty: nothing
 * @param documentation where the documentation for prompts comes from, in this order; none: it is declared without
 * @param install what a person does to have it
 */
public record Runtime(
        String id,
        String name,
        List<String> aliases,
        String source,
        Map<String, List<String>> programs,
        List<String> version,
        List<String> compile,
        List<String> artifacts,
        List<String> run,
        List<String> check,
        Map<String, String> environment,
        Map<String, String> files,
        List<String> readOnly,
        boolean addressSpace,
        CompileLimits compileLimits,
        List<String> memoryErrors,
        List<String> definitions,
        Optional<Imports> imports,
        Optional<Evidence> evidence,
        String rules,
        List<DocumentationSource> documentation,
        String install) {

    /** What compiling one program may use. */
    public record CompileLimits(int cpuSeconds, int wallSeconds, int memoryMb) {}

    /**
     * Imports that must stand together at the top.
     *
     * @param keyword what an import begins with; several may stand in parentheses
     * @param drop first word of a line of an answer that repeats one of the prompt's
     */
    public record Imports(String keyword, String drop) {}

    /**
     * A statement that is put into the test code and tells that it was reached.
     *
     * @param statement prints {@code {nonce}}
     * @param before pattern of the place in the test code
     */
    public record Evidence(String statement, String before) {}

    /**
     * A part of the documentation.
     *
     * @param command what prints it; empty: none does
     * @param file what holds it, where no command gives it
     */
    public record DocumentationSource(List<String> command, Optional<String> file) {

        public DocumentationSource {
            // YAML leaves out what there is not.
            command = Optional.ofNullable(command).orElse(List.of());
        }
    }

    /** Whether it goes by this name. */
    public boolean isCalled(String name) {
        return names().anyMatch(name::equalsIgnoreCase);
    }

    /** Its id and aliases. */
    @JsonIgnore
    public Stream<String> names() {
        return Stream.concat(Stream.of(id), aliases.stream());
    }
}
