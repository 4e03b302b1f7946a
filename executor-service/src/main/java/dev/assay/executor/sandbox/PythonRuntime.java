package dev.assay.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * The Python that runs in the sandboxes: the system's interpreter, resolved once, and our own programs compiled for it.
 *
 * @param interpreter absolute path without links
 * @param version {@code python 3.11.2, numpy 1.24.2}
 * @param libraryPaths folders of the system's packages
 * @param programs folder of the compiled programs
 * @param environmentHash SHA-256 over interpreter, numpy and our own sources
 */
public record PythonRuntime(
        Path interpreter, String version, List<String> libraryPaths, Path programs, String environmentHash) {

    private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");
    private static final List<String> SOURCES = List.of(
            "frames",
            "handles",
            "extraction",
            "unit_tests",
            "candidate",
            "remote",
            "asserts",
            "comparison",
            "judge",
            "probe",
            "runner",
            "warm");
    private static final String DESCRIBE = """
            import json, site, sys
            paths = [path for path in site.getsitepackages() if path.startswith("/usr/")]
            sys.path.extend(paths)
            try:
                import numpy
                numpy_version = numpy.__version__
            except ImportError:
                numpy_version = "none"
            print(json.dumps({"version": sys.version, "release": "%d.%d.%d" % sys.version_info[:3],
                              "numpy": numpy_version, "paths": paths}))
            """;
    private static final String COMPILE = """
            import py_compile, sys
            for source in sys.argv[1:]:
                py_compile.compile(source, cfile=source + "c", dfile=source.rsplit("/", 1)[-1], doraise=True)
            """;

    /** Resolves the interpreter and compiles our programs into {@code directory}. */
    static PythonRuntime prepare(Path directory) {
        if (!Files.isExecutable(SYSTEM_PYTHON)) {
            throw new SandboxUnavailable("no " + SYSTEM_PYTHON + "; install python3 and python3-numpy");
        }
        try {
            Path interpreter = SYSTEM_PYTHON.toRealPath();
            JsonNode facts = AssayJson.read(run(interpreter, DESCRIBE, List.of()), JsonNode.class);
            TreeMap<String, String> sources = new TreeMap<>();
            List<String> files = new ArrayList<>();
            for (String name : SOURCES) {
                sources.put(name, source(name));
                Path file = directory.resolve(name + ".py");
                Files.writeString(file, sources.get(name));
                files.add(file.toString());
            }
            run(interpreter, COMPILE, files);
            List<String> paths = StreamSupport.stream(facts.get("paths").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            String numpy = facts.get("numpy").asText();
            String version = "python " + facts.get("release").asText() + ", numpy " + numpy;
            String environment = facts.get("version").asText() + "\n" + numpy + "\n" + sources;
            return new PythonRuntime(interpreter, version, paths, directory, Ids.sha256(environment));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's Python cannot be prepared", e);
        }
    }

    /** The compiled file of one of our programs or modules. */
    Path compiled(String name) {
        return programs.resolve(name + ".pyc");
    }

    private static String source(String name) throws IOException {
        try (InputStream source = PythonRuntime.class.getResourceAsStream("/sandbox/" + name + ".py")) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String run(Path interpreter, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(interpreter.toString(), "-I", "-c", program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new SandboxUnavailable(interpreter + " does not work: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxUnavailable("interrupted while Python was being prepared", e);
        }
        return output;
    }
}
