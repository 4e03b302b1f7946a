package dev.assay.local.command;

import dev.assay.local.home.Home;
import dev.assay.local.home.PrivateFile;
import dev.assay.local.platform.Platform;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.settings.SettingsPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The supervisor itself, started by {@code up}. */
@Command(name = "supervise", description = "Runs the platform until it is told to stop.", hidden = true)
final class SuperviseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SERVICE", description = "The services; all where none is given.")
    private List<String> services = List.of();

    @Override
    public Integer call() throws IOException {
        PlatformOptions options = Here.options(services);
        try {
            Platform platform = Platform.prepare(options);
            StopSignals.handle(platform::close);
            new SettingsPipe(options.home().settingsPipe()).listen(platform::change);
            platform.start();
            platform.awaitStopped();
            return 0;
        } catch (RuntimeException e) {
            tell(options.home(), e);
            throw e;
        }
    }

    /** Leaves word for the program that waits for us. */
    private static void tell(Home home, RuntimeException failure) throws IOException {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        PrivateFile.write(home.failure(), message.getBytes(StandardCharsets.UTF_8));
    }
}
