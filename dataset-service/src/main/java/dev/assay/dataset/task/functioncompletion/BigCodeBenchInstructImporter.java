package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;

/** BigCodeBench, asked in words. Its files are the same as those of {@link BigCodeBenchImporter}: it must be named. */
@ApplicationScoped
class BigCodeBenchInstructImporter implements ProblemImporter {

    @Override
    public String format() {
        return "bigcodebench-instruct";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return false;
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        return BigCodeBench.problem(document, BigCodeBench.INSTRUCT);
    }
}
