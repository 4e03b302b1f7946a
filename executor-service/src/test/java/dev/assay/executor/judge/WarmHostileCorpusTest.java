package dev.assay.executor.judge;

import dev.assay.executor.sandbox.SandboxSettings;

/** Forked by a warm parent. */
class WarmHostileCorpusTest extends HostileCorpus {

    WarmHostileCorpusTest() {
        super(SandboxSettings.of(1, 960));
    }
}
