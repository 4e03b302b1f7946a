package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.Secret;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which Secrets there are, with which keys: rendered ones, and those that somebody else makes. */
record SecretKeys(Map<String, Set<String>> keys) {

    /** @param lists files that say what somebody has to make: secret, key, meaning */
    static SecretKeys of(Resources resources, List<Path> lists) {
        Map<String, Set<String>> keys = new TreeMap<>(listed(lists));
        for (Secret secret : resources.of(Secret.class)) {
            Set<String> own = keys.computeIfAbsent(secret.getMetadata().getName(), any -> new TreeSet<>());
            if (secret.getData() != null) {
                own.addAll(secret.getData().keySet());
            }
        }
        for (KafkaUser user : resources.of(KafkaUser.class)) {
            keys.computeIfAbsent(user.getMetadata().getName(), any -> new TreeSet<>())
                    .addAll(Set.of("password", "sasl.jaas.config"));
        }
        return new SecretKeys(keys);
    }

    /** What the lists say. */
    static Map<String, Set<String>> listed(List<Path> lists) {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (Path list : lists) {
            try {
                Files.readAllLines(list).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" "))
                        .forEach(words -> keys.computeIfAbsent(words[0], any -> new TreeSet<>())
                                .add(words[1]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return keys;
    }

    boolean has(String secret) {
        return keys.containsKey(secret);
    }

    Set<String> keysOf(String secret) {
        return keys.getOrDefault(secret, Set.of());
    }
}
