package dev.assay.dataset.task.program;

import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.OracleBody;
import dev.assay.contracts.task.program.ProgramTask.Reference;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.gate.GateCandidates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What proves a program task: its reference in each language, nothing, its known-bad programs. */
@ApplicationScoped
class ProgramCandidates implements GateCandidates {

    /** Every executor has it. */
    private static final String PYTHON = "python";

    @Override
    public String taskType() {
        return ProgramTask.TASK_TYPE;
    }

    @Override
    public List<Candidate> of(Object oracleBody) {
        OracleBody oracle = (OracleBody) oracleBody;
        List<Candidate> candidates = new ArrayList<>();
        for (Reference reference : oracle.references()) {
            candidates.add(
                    Candidate.reference(AnswerForm.PROGRAM, reference.code()).in(reference.language()));
        }
        candidates.add(Candidate.empty(AnswerForm.PROGRAM).in(PYTHON));
        for (var bad : oracle.knownBad()) {
            candidates.add(
                    Candidate.bad(bad.name(), AnswerForm.PROGRAM, bad.code()).in(bad.language()));
        }
        return candidates;
    }
}
