package dev.assay.executor.judge;

import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Without namespaces. */
class LandlockHostileCorpusTest extends HostileCorpus {

    LandlockHostileCorpusTest() {
        super(SandboxSettings.of(1, 966).with(Tier.LANDLOCK).cold());
    }

    @Override
    List<Path> programs() throws IOException {
        return CorpusShare.of(corpus());
    }
}
