package dev.assay.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.deploy.render.Command;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.local.service.Service;
import dev.assay.local.service.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets that {@code make-secrets.sh} makes: random, private, and the same on both sides of each door. */
class SecretsTest {

    private static final Path SCRIPT = DeployFolder.original().resolve("overlays/standalone/make-secrets.sh");
    private static final Pattern LOGIN = Pattern.compile("username=\"([^\"]+)\" password=\"([0-9a-f]{64})\"");

    @TempDir
    private Path temporary;

    private Path make(String name) throws IOException {
        Path folder = temporary.resolve(name);
        assertThat(Command.run(List.of("bash", SCRIPT.toString(), folder.toString()))
                        .code())
                .isZero();
        return folder;
    }

    private static Map<String, String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one, TreeMap::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_callee_knows_the_token_of_each_caller() throws IOException {
        Path folder = make("secrets");
        Map<String, String> tokens = new TreeMap<>();
        platform()
                .forEach(service -> tokens.put(
                        service.caller().orElseThrow(),
                        read(folder.resolve(service.name() + ".env")).get("ASSAY_SERVICE_TOKEN")));

        assertThat(tokens.values()).doesNotHaveDuplicates().allMatch(token -> token.matches("[0-9a-f]{64}"));
        platform()
                .forEach(service -> service.acceptsFrom()
                        .forEach(caller -> assertThat(read(folder.resolve(service.name() + ".env")))
                                .containsEntry("ASSAY_TOKEN_" + caller, tokens.get(caller))));
    }

    @Test
    void the_database_knows_the_password_of_each_role() throws IOException {
        Path folder = make("secrets");
        Map<String, String> database = read(folder.resolve("postgres.env"));

        assertThat(database.values()).doesNotHaveDuplicates();
        platform()
                .filter(service -> service.schema().isPresent())
                .forEach(service -> assertThat(read(folder.resolve(service.name() + ".env")))
                        .containsEntry(
                                "ASSAY_DB_PASSWORD",
                                database.get("ASSAY_DB_PASSWORD_"
                                        + service.schema().get().toUpperCase(java.util.Locale.ROOT))));
    }

    @Test
    void the_broker_knows_the_password_of_each_principal() throws IOException {
        Path folder = make("secrets");
        String broker = read(folder.resolve("kafka-broker.env")).get("BROKER_JAAS_CONFIG");

        platform().forEach(service -> {
            Matcher login =
                    LOGIN.matcher(read(folder.resolve(service.name() + ".env")).get("KAFKA_SASL_JAAS_CONFIG"));
            assertThat(login.find()).isTrue();
            assertThat(login.group(1)).isEqualTo(service.name());
            assertThat(broker).contains("user_" + service.name() + "=\"" + login.group(2) + "\"");
        });
    }

    @Test
    void nobody_else_can_read_them() throws IOException {
        Path folder = make("secrets");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void they_are_different_each_time_and_never_overwritten() throws IOException {
        Path one = make("one");
        Path other = make("other");
        String before = Files.readString(one.resolve("postgres.env"));
        make("one");

        assertThat(Files.readString(one.resolve("postgres.env"))).isEqualTo(before);
        assertThat(Files.readString(other.resolve("postgres.env"))).isNotEqualTo(before);
    }

    private static Stream<Service> platform() {
        return Services.all().stream().filter(service -> service.caller().isPresent());
    }
}
