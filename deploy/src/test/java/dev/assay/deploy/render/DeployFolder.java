package dev.assay.deploy.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of what is deployed, with secrets of its own, in which a test may write. */
public final class DeployFolder {

    private static final List<String> PARTS = List.of("base", "components", "overlays");

    private final Path folder;
    private final Kubectl kubectl = Kubectl.find(root());

    private DeployFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the copy {@code target/NAME}, and its secrets with {@code make-secrets.sh}. */
    public static DeployFolder copy(String name) {
        Path folder = Path.of("target", name).toAbsolutePath();
        try {
            delete(folder);
            for (String part : PARTS) {
                copy(original().resolve(part), folder.resolve(part));
            }
            Path standalone = folder.resolve("overlays/standalone");
            Command.Result made = Command.run(
                    List.of("bash", standalone.resolve("make-secrets.sh").toString()));
            if (made.code() != 0) {
                throw new IllegalStateException("make-secrets.sh: " + made.errors());
            }
            return new DeployFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's folder. */
    public static Path root() {
        return original().getParent();
    }

    /** The folder {@code deploy} of the project. */
    public static Path original() {
        return Path.of("").toAbsolutePath();
    }

    public Path path(String relative) {
        return folder.resolve(relative);
    }

    /** An overlay as it is applied. */
    public Rendering overlay(String name) {
        return Rendering.of(kubectl.kustomize(folder.resolve("overlays").resolve(name)));
    }

    /** An overlay with components on top. */
    public Rendering overlay(String name, List<String> components) {
        Path with = folder.resolve("overlays/with-" + String.join("-", components));
        String listed = components.stream()
                .map(each -> "  - ../../components/" + each + "\n")
                .collect(Collectors.joining());
        try {
            Files.createDirectories(with);
            Files.writeString(
                    with.resolve("kustomization.yaml"),
                    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: assay\nresources: [../"
                            + name + "]\ncomponents:\n" + listed
                            // Only a container that a component adds has no tag yet.
                            + "images: [{name: assay/executor-service, newTag: 0.1.0}]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Rendering.of(kubectl.kustomize(with));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                if (relative.startsWith("standalone/secrets")) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
