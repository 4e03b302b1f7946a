package dev.assay.dataset.gate;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The proof of new content: opens its checks, and hands them to the dispatcher once they are committed. */
@ApplicationScoped
public class Gate {

    private final List<GateCandidates> candidates;
    private final CheckDispatcher dispatcher;

    Gate(@All List<GateCandidates> candidates, CheckDispatcher dispatcher) {
        this.candidates = candidates;
        this.dispatcher = dispatcher;
    }

    /** A problem whose candidates are to be run. */
    public record Subject(int ordinal, String problemId, List<Candidate> candidates) {}

    /** The candidates of a problem; none where its task type has no gate. */
    public List<Candidate> candidates(String taskType, Object oracleBody) {
        return candidates.stream()
                .filter(source -> source.taskType().equals(taskType))
                .findFirst()
                .map(source -> source.of(oracleBody))
                .orElse(List.of());
    }

    /** Writes the checks of new content, in the caller's transaction. */
    public void open(Handle handle, String version, List<Subject> subjects) {
        List<UUID> ids = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Candidate> all = new ArrayList<>();
        for (Subject subject : subjects) {
            for (Candidate candidate : subject.candidates()) {
                ids.add(Ids.check(version, subject.problemId(), candidate.name()));
                ordinals.add(subject.ordinal());
                problems.add(subject.problemId());
                all.add(candidate);
            }
        }
        handle.createUpdate("""
                        insert into gate_check (check_id, version, ordinal, problem_id, candidate, kind, form, answer,
                                                language)
                        select one.check_id, :version, one.ordinal, one.problem_id, one.candidate, one.kind, one.form,
                               one.answer, nullif(one.language, '')
                        from unnest(:ids::uuid[], :ordinals::integer[], :problems::text[], :names::text[],
                                    :kinds::text[], :forms::text[], :answers::text[], :languages::text[])
                             as one(check_id, ordinal, problem_id, candidate, kind, form, answer, language)
                        """)
                .bind("version", version)
                .bindArray("ids", UUID.class, ids)
                .bindArray("ordinals", Integer.class, ordinals)
                .bindArray("problems", String.class, problems)
                .bindArray(
                        "names", String.class, all.stream().map(Candidate::name).toList())
                .bindArray(
                        "kinds",
                        String.class,
                        all.stream().map(one -> one.kind().code()).toList())
                .bindArray(
                        "forms",
                        String.class,
                        all.stream().map(one -> one.form().code()).toList())
                .bindArray(
                        "answers",
                        String.class,
                        all.stream().map(one -> AssayJson.write(one.answer())).toList())
                .bindArray(
                        "languages",
                        String.class,
                        all.stream().map(one -> one.language().orElse("")).toList())
                .execute();
        openUnproven(handle, version, subjects);
    }

    /** A problem without a reference is listed as a surprise from the start: nothing can show that its tests pass. */
    private static void openUnproven(Handle handle, String version, List<Subject> subjects) {
        List<Subject> unproven = subjects.stream()
                .filter(subject -> !subject.candidates().isEmpty())
                .filter(subject -> subject.candidates().stream()
                        .noneMatch(candidate -> candidate.kind() == Candidate.Kind.REFERENCE))
                .toList();
        handle.createUpdate("""
                        insert into gate_check (check_id, version, ordinal, problem_id, candidate, kind, form, answer,
                                                surprise, detail, published_at, settled_at)
                        select one.check_id, :version, one.ordinal, one.problem_id, :kind, :kind, 'completion', '""',
                               true, 'the data set gives no reference solution', now(), now()
                        from unnest(:ids::uuid[], :ordinals::integer[], :problems::text[])
                             as one(check_id, ordinal, problem_id)
                        """)
                .bind("version", version)
                .bind("kind", Candidate.Kind.REFERENCE.code())
                .bindArray(
                        "ids",
                        UUID.class,
                        unproven.stream()
                                .map(one -> Ids.check(version, one.problemId(), Candidate.Kind.REFERENCE.code()))
                                .toList())
                .bindArray(
                        "ordinals",
                        Integer.class,
                        unproven.stream().map(Subject::ordinal).toList())
                .bindArray(
                        "problems",
                        String.class,
                        unproven.stream().map(Subject::problemId).toList())
                .execute();
    }

    /**
     * Opens again those checks of known content that could not be run, in the caller's transaction; results that say
     * something about the data set stay. Returns whether there were any.
     */
    public boolean reopen(Handle handle, String version) {
        int reopened = handle.createUpdate("""
                        update gate_check
                        set settled_at = null, published_at = null, leased_until = null, not_before = now(),
                            failures = 0, verdict = null, surprise = null, detail = null
                        where version = :version and verdict = :infrastructure
                        """)
                .bind("version", version)
                .bind("infrastructure", Verdict.INFRASTRUCTURE_ERROR.code())
                .execute();
        if (reopened == 0) {
            return false;
        }
        handle.createUpdate("update content set gate = 'checking' where version = :version")
                .bind("version", version)
                .execute();
        return true;
    }

    /** To be called after the transaction: the checks can be sent. */
    public void begin() {
        dispatcher.wake();
    }
}
