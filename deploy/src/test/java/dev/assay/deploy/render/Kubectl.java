package dev.assay.deploy.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kubectl whose kustomize renders: the one that {@code KUBECTL} names, the one that {@code ./assay test} fetched, or
 * the one on the path.
 */
public final class Kubectl {

    private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)\\.");
    private static final int LEAST_KUSTOMIZE = 5;

    private final String program;

    private Kubectl(String program) {
        this.program = program;
    }

    /** @throws IllegalStateException where there is none, or only old ones */
    public static Kubectl find(Path root) {
        return Stream.of(
                        Optional.ofNullable(System.getenv("KUBECTL")),
                        Optional.of(root.resolve("target/tools/kubectl"))
                                .filter(Files::isExecutable)
                                .map(Path::toString),
                        Optional.of("kubectl"))
                .flatMap(Optional::stream)
                .filter(Kubectl::isNewEnough)
                .findFirst()
                .map(Kubectl::new)
                .orElseThrow(() -> new IllegalStateException("no kubectl with kustomize " + LEAST_KUSTOMIZE
                        + " was found (kubectl 1.27 or newer): install it, or call ./assay test, which fetches it"));
    }

    private static boolean isNewEnough(String program) {
        try {
            Matcher version = KUSTOMIZE.matcher(
                    Command.run(List.of(program, "version", "--client")).output());
            return version.find() && Integer.parseInt(version.group(1)) >= LEAST_KUSTOMIZE;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Its name or its path. */
    public String program() {
        return program;
    }

    /** What {@code kubectl kustomize} says to a folder. */
    String kustomize(Path folder) {
        try {
            Command.Result result = Command.run(List.of(program, "kustomize", folder.toString()));
            if (result.code() != 0) {
                throw new IllegalStateException(folder + " cannot be rendered: " + result.errors());
            }
            return result.output();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
