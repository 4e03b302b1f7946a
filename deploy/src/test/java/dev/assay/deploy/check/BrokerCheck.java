package dev.assay.deploy.check;

import dev.assay.contracts.Topics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The broker: as patient as the embedded one, on which recovery is tested, and with the same largest record. */
final class BrokerCheck implements Check {

    private static final Path EMBEDDED = Path.of("embedded/src/main/java/dev/assay/embedded/kafka/EmbeddedKafka.java");
    private static final Pattern SESSION = Pattern.compile("\"(group\\.consumer\\.[a-z.]+)\",\\s*\"(\\d+)\"");

    private final Path root;

    BrokerCheck(Path root) {
        this.root = root;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        resources.of(ConfigMap.class).stream()
                .filter(map -> map.getData().containsKey("server.properties"))
                .forEach(map -> compare("server.properties", properties(map), findings));
        resources
                .of(Kafka.class)
                .forEach(kafka -> compare(
                        "Kafka " + kafka.getMetadata().getName(),
                        kafka.getSpec().getKafka().getConfig(),
                        findings));
        return findings;
    }

    private static Map<?, ?> properties(ConfigMap map) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(map.getData().get("server.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private void compare(String where, Map<?, ?> settings, List<String> findings) {
        Map<String, String> expected = embeddedSessions();
        expected.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        expected.put("auto.create.topics.enable", "false");
        expected.forEach((key, value) -> {
            String found = String.valueOf(settings.get(key));
            if (!found.equals(value)) {
                findings.add(where + ": " + key + " is " + found + ", not " + value);
            }
        });
    }

    private Map<String, String> embeddedSessions() {
        Map<String, String> sessions = new TreeMap<>();
        try {
            SESSION.matcher(Files.readString(root.resolve(EMBEDDED)))
                    .results()
                    .forEach(found -> sessions.put(found.group(1), found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (sessions.isEmpty()) {
            throw new IllegalStateException(EMBEDDED + " sets no session of consumers any more");
        }
        return sessions;
    }
}
