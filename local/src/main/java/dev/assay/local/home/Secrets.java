package dev.assay.local.home;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.LocalProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The random credentials of one platform: a token for each calling service, a password for each database role. */
public record Secrets(Map<String, String> tokens, Map<String, String> passwords) {

    private static final int BYTES = 24;

    public Secrets {
        tokens = Map.copyOf(tokens);
        passwords = Map.copyOf(passwords);
    }

    /** Those of the file, with new ones for callers and schemas that it does not know. */
    public static Secrets load(Path file, Set<String> callers, Set<String> schemas) {
        try {
            Secrets stored = Files.exists(file)
                    ? AssayJson.read(Files.readAllBytes(file), Secrets.class)
                    : new Secrets(Map.of(), Map.of());
            Secrets complete = new Secrets(completed(stored.tokens, callers), completed(stored.passwords, schemas));
            if (!complete.equals(stored)) {
                PrivateFile.write(file, AssayJson.writeBytes(complete));
            }
            return complete;
        } catch (IOException | UncheckedIOException e) {
            throw new LocalProblem(
                    file + " cannot be read (" + e.getMessage() + "): delete it, and it is made again", e);
        }
    }

    private static Map<String, String> completed(Map<String, String> stored, Set<String> names) {
        Map<String, String> all = new LinkedHashMap<>(stored);
        names.forEach(name -> all.computeIfAbsent(name, key -> random()));
        return all;
    }

    /** One that nobody can guess. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
