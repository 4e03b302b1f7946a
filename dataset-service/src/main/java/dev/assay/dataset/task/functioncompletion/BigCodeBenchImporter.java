package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;

/** BigCodeBench and BigCodeBench-Hard, asked as code to complete. */
@ApplicationScoped
class BigCodeBenchImporter implements ProblemImporter {

    @Override
    public String format() {
        return "bigcodebench";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return BigCodeBench.recognises(first);
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        return BigCodeBench.problem(document, BigCodeBench.COMPLETE);
    }
}
