package dev.assay.local.command;

import dev.assay.local.home.FileLockHold;
import dev.assay.local.log.LogFollower;
import dev.assay.local.platform.Platform;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.settings.SettingsPipe;
import dev.assay.local.state.ComponentState;
import java.io.IOException;
import java.util.List;

/** A platform that lives as long as this program and whose logs it shows. */
final class ForegroundRun {

    private final PlatformOptions options;
    private final FileLockHold turn;

    /** @param turn given back when the platform is ready */
    ForegroundRun(PlatformOptions options, FileLockHold turn) {
        this.options = options;
        this.turn = turn;
    }

    /** Returns the exit code when the platform has been stopped. */
    int run() throws IOException {
        System.out.println("Starting Assay in " + options.home().directory() + "; Ctrl-C stops it");
        Platform platform = Platform.prepare(options);
        StopSignals.handle(platform::close);
        List<String> components =
                platform.state().components().stream().map(ComponentState::name).toList();
        LogFollower follower = LogFollower.fromNowOn(options.home(), components, System.out);
        Thread.ofVirtual().start(follower::follow);
        new SettingsPipe(options.home().settingsPipe()).listen(platform::change);
        platform.start();
        turn.close();
        System.out.println("Assay is ready" + Addresses.summary(platform.state()));
        platform.awaitStopped();
        follower.stop();
        return 0;
    }
}
