package dev.assay.executor.judge;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of a hostile corpus is run where all of it takes over a minute and another class runs its like: every third program,
 * and all of them with {@code -Dassay.hosts=true}.
 */
final class CorpusShare {

    private static final int STEP = 3;

    private CorpusShare() {}

    static List<Path> of(List<Path> programs) {
        int step = Boolean.getBoolean("assay.hosts") ? 1 : STEP;
        return IntStream.range(0, programs.size())
                .filter(at -> at % step == 0)
                .mapToObj(programs::get)
                .toList();
    }
}
