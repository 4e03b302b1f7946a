package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.home.Home;
import dev.assay.local.log.LogFollower;
import dev.assay.local.log.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the logs of one part or of all. */
@Command(name = "logs", description = "Shows the last lines of the logs.")
final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";

    @Parameters(arity = "0..1", paramLabel = "PART", description = "One part, as ./assay status names it; else all.")
    private Optional<String> part = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is written.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "50",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException {
        Home home = Here.options().home();
        List<String> known = known(home);
        if (part.isPresent() && !known.contains(part.get())) {
            throw new LocalProblem("there is no log of " + part.get() + "; there are " + known);
        }
        List<String> chosen = part.map(List::of).orElse(known);
        LogFollower follower = LogFollower.fromNowOn(home, chosen, System.out);
        for (String name : chosen) {
            LogTail.lines(home.log(name), Math.max(0, lines)).forEach(line -> follower.print(name, line));
        }
        if (follow) {
            follower.follow();
        }
        return 0;
    }

    private static List<String> known(Home home) throws IOException {
        if (!Files.isDirectory(home.logs())) {
            throw new LocalProblem("there are no logs in " + home.logs() + ": Assay has not been started there");
        }
        try (Stream<Path> files = Files.list(home.logs())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
