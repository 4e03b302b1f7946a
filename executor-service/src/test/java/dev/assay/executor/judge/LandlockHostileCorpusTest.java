package dev.assay.executor.judge;

import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.Tier;

/** Without namespaces. */
class LandlockHostileCorpusTest extends HostileCorpus {

    LandlockHostileCorpusTest() {
        super(SandboxSettings.of(1, 962).with(Tier.LANDLOCK).cold());
    }
}
