package dev.assay.local.service;

import dev.assay.local.LocalProblem;
import java.nio.file.Files;
import java.nio.file.Path;

/** A built copy of the project. */
public record Installation(Path root) {

    public Installation {
        root = root.toAbsolutePath().normalize();
    }

    /** The runnable jar of a service. */
    public Path application(String service) {
        Path jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new LocalProblem(
                    service + " is not built (" + jar + " is missing): run ./mvnw package -DskipTests in " + root);
        }
        return jar;
    }

    /** The class path of the programs of this module. */
    public String localClassPath() {
        return root.resolve("local/target/local") + "/*";
    }

    /** The {@code java} that runs us runs the services too. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
