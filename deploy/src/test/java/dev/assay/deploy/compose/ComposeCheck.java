package dev.assay.deploy.compose;

import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.compose.ComposeFile.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares {@code compose.yaml} with the code and with the files that it refers to. */
final class ComposeCheck {

    private final List<ServiceCode> code;
    private final Path folder;
    private final List<String> findings = new ArrayList<>();

    /** @param folder what paths in the file are relative to; holds made secrets */
    ComposeCheck(List<ServiceCode> code, Path folder) {
        this.code = code;
        this.folder = folder;
    }

    List<String> findings(ComposeFile file) {
        for (ServiceCode service : code) {
            file.part(service.name())
                    .ifPresentOrElse(
                            part -> service(service, part),
                            () -> findings.add("there is no service " + service.name()));
        }
        file.services().forEach((name, part) -> part(name, part, file));
        return findings;
    }

    private void service(ServiceCode service, Part part) {
        Set<String> variables = variables(part);
        variables.stream()
                .filter(variable -> !service.knownVariables().contains(variable))
                .forEach(variable -> findings.add(service.name() + ": the code knows no variable " + variable));
        service.neededVariables().stream()
                .filter(variable -> !variables.contains(variable))
                .forEach(variable -> findings.add(service.name() + ": " + variable + " is missing"));
        long grace = Long.parseLong(part.stopGracePeriod().replaceFirst("s$", ""));
        Duration end = service.longestEnd();
        if (grace <= end.toSeconds()) {
            findings.add(service.name() + ": the grace of " + grace + " s is no longer than the end may take, "
                    + end.toSeconds() + " s");
        }
    }

    private void part(String name, Part part, ComposeFile file) {
        environment(part).forEach((variable, value) -> {
            if (value.startsWith("http://")) {
                URI address = URI.create(value);
                boolean there = code.stream()
                        .anyMatch(service ->
                                service.name().equals(address.getHost()) && service.port() == address.getPort());
                boolean met = file.part(address.getHost())
                        .filter(called -> called.networks().stream().anyMatch(part.networks()::contains))
                        .isPresent();
                if (!there || !met) {
                    findings.add(name + ", " + variable + ": nobody is at " + address);
                }
            }
        });
        for (String port : list(part.ports())) {
            String[] parts = port.split(":");
            boolean ours = code.stream()
                    .anyMatch(service -> service.name().equals(name) && parts[2].equals("" + service.port()));
            if (!ours || !parts[0].equals("127.0.0.1")) {
                findings.add(name + ": port " + port + " is not the code's, or not on loopback alone");
            }
        }
        list(part.networks()).stream()
                .filter(network -> !file.networks().containsKey(network))
                .forEach(network -> findings.add(name + ": there is no network " + network));
        if (part.dependsOn() != null) {
            part.dependsOn().keySet().stream()
                    .filter(other -> !file.services().containsKey(other))
                    .forEach(other -> findings.add(name + ": there is no service " + other));
        }
        files(name, part, file);
    }

    private void files(String name, Part part, ComposeFile file) {
        for (String each : list(part.envFile())) {
            require(name, each);
        }
        for (String volume : list(part.volumes())) {
            String source = volume.split(":")[0];
            if (source.startsWith("./")) {
                require(name, source);
            } else if (!file.volumes().containsKey(source)) {
                findings.add(name + ": there is no volume " + source);
            }
        }
        for (String option : list(part.securityOpt())) {
            if (option.startsWith("seccomp=")) {
                require(name, option.substring("seccomp=".length()));
            }
        }
    }

    private void require(String name, String path) {
        if (!Files.exists(folder.resolve(path))) {
            findings.add(name + ": there is no file " + path);
        }
    }

    private Set<String> variables(Part part) {
        Set<String> variables = new TreeSet<>(environment(part).keySet());
        for (String file : list(part.envFile())) {
            try {
                Files.readAllLines(folder.resolve(file)).forEach(line -> variables.add(line.split("=", 2)[0]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return variables;
    }

    private static Map<String, String> environment(Part part) {
        return part.environment() == null ? Map.of() : part.environment();
    }

    private static List<String> list(List<String> values) {
        return values == null ? List.of() : values;
    }
}
