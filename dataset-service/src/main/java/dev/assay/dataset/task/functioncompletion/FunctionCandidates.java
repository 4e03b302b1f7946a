package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.gate.GateCandidates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * What proves a function-completion problem: its reference, nothing, a body that does nothing (in Python, which has a
 * word for it), its known-bad ones.
 */
@ApplicationScoped
class FunctionCandidates implements GateCandidates {

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public List<Candidate> of(Object oracleBody) {
        OracleBody oracle = (OracleBody) oracleBody;
        List<Candidate> candidates = new ArrayList<>();
        oracle.reference()
                .ifPresent(reference -> candidates.add(Candidate.reference(reference.form(), reference.code())));
        if (oracle.tests() instanceof Program) {
            candidates.add(Candidate.empty(AnswerForm.COMPLETION));
        } else if (oracle.context().isEmpty()) {
            candidates.add(Candidate.empty(AnswerForm.PROGRAM));
            candidates.add(Candidate.pass(
                    AnswerForm.PROGRAM, "def %s(*args, **kwargs):\n    pass\n".formatted(oracle.entryPoint())));
        } else {
            candidates.add(Candidate.empty(AnswerForm.COMPLETION));
            candidates.add(Candidate.pass(AnswerForm.COMPLETION, "    pass\n"));
        }
        for (var bad : oracle.knownBad()) {
            candidates.add(Candidate.bad(bad.name(), bad.form(), bad.code()));
        }
        return candidates;
    }
}
