package dev.assay.executor.judge;

import dev.assay.executor.sandbox.SandboxSettings;
import org.junit.jupiter.api.Tag;

/** In a sandbox made for it alone. */
@Tag("hosts")
class ColdHostileCorpusTest extends HostileCorpus {

    ColdHostileCorpusTest() {
        super(SandboxSettings.of(1, 963).cold());
    }
}
