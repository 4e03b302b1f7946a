package dev.assay.local.broker;

import dev.assay.embedded.kafka.EmbeddedKafka;
import dev.assay.local.home.Unfinished;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The program of the platform's own Kafka broker: it ends on SIGTERM and when its standard input ends. */
public final class Broker {

    private Broker() {}

    /** The arguments of the program. */
    public static List<String> arguments(Path directory, int port, int controllerPort) {
        return List.of(directory.toString(), Integer.toString(port), Integer.toString(controllerPort));
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Unfinished unfinished = new Unfinished(directory);
        unfinished.begin();
        EmbeddedKafka kafka =
                EmbeddedKafka.start(directory, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        unfinished.finish();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop"));
        while (System.in.read() >= 0) {
            // What is written to us means nothing; that the stream is open does.
        }
        System.exit(0);
    }
}
