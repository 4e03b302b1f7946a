package dev.assay.executor.task.functioncompletion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Cases;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.execute.ExecutionPlanner;
import dev.assay.executor.execute.LimitRules;
import dev.assay.executor.judge.ExecutionPlan;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.judge.SplitJudgePlan;
import dev.assay.executor.judge.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Runs answers of {@code function-completion}: in Python the judge calls the function, by value, from another sandbox, and
 * only unittest classes run beside the answer; in other languages the tests are part of the program.
 */
@ApplicationScoped
public class FunctionCompletionPlanner implements ExecutionPlanner {

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public ExecutionPlan plan(OracleProblem oracle, Answer answer) {
        FunctionCompletion.OracleBody body = oracle.body().as(FunctionCompletion.OracleBody.class);
        return switch (body.tests()) {
            case Program test ->
                new ProgramPlan(
                        answer.form(),
                        answer.text(),
                        body.context(),
                        body.entryPoint(),
                        test,
                        LimitRules.limits(oracle),
                        LimitRules.areDeclared(oracle));
            case CheckFunction _, Assertions _, Inputs _, Cases _, UnitTests _ -> split(oracle, body, answer);
        };
    }

    private static SplitJudgePlan split(OracleProblem oracle, FunctionCompletion.OracleBody body, Answer answer) {
        ObjectMapper mapper = AssayJson.events();
        ObjectNode candidate = mapper.createObjectNode();
        candidate.put("form", answer.form().code());
        candidate.set("answer", TypedText.encode(answer.text()));
        candidate.set("context", TypedText.encode(body.context()));
        candidate.put("entry_point", body.entryPoint());
        ObjectNode judge = mapper.createObjectNode();
        judge.put("context", body.context());
        judge.put("entry_point", body.entryPoint());
        judge.set("reference", mapper.valueToTree(body.reference()));
        judge.set("tests", mapper.valueToTree(body.tests()));
        boolean inProcess = body.tests() instanceof UnitTests;
        candidate.put("unit_tests", inProcess);
        return new SplitJudgePlan(
                candidate,
                judge,
                LimitRules.limits(oracle),
                LimitRules.areDeclared(oracle),
                inProcess ? Integrity.IN_PROCESS : Integrity.SPLIT,
                Optional.of(oracle.problem().oracleHash()).filter(hash -> body.tests() instanceof Inputs));
    }
}
