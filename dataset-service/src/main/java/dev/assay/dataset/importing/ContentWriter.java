package dev.assay.dataset.importing;

import dev.assay.contracts.Ids;
import dev.assay.dataset.gate.Candidate;
import dev.assay.dataset.gate.Gate;
import dev.assay.dataset.importing.InvalidProblem.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Keeps the problems of one import, one by one, and names what they are together by a hash. */
final class ContentWriter {

    private static final int LONGEST_ID = 200;

    private final Handle handle;
    private final ProblemImporter importer;
    private final Gate gate;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Gate.Subject> subjects = new ArrayList<>();
    private final Map<String, Integer> lineOfId = new HashMap<>();

    ContentWriter(Handle handle, ProblemImporter importer, Gate gate) {
        this.handle = handle;
        this.importer = importer;
        this.gate = gate;
    }

    private record Kept(
            String problemId, String language, String namedLanguages, String publicHash, String oracleHash) {}

    /** Keeps a problem's two documents; throws {@link RefusedImport} where it is not valid. */
    void add(ProblemDocument document) {
        try {
            ImportedProblem problem = importer.read(document);
            checkId(problem.problemId(), document.line());
            keep(problem);
        } catch (InvalidProblem e) {
            throw new RefusedImport.Invalid(e.faults().stream()
                    .map(fault -> new Fault(fault.field(), "line %d: %s".formatted(document.line(), fault.message())))
                    .toList());
        }
    }

    private void keep(ImportedProblem problem) {
        StoredDocument view = StoredDocument.ofPublic(importer.taskType(), problem);
        StoredDocument oracle = StoredDocument.ofOracle(importer.taskType(), problem);
        keep(view, "insert into public_view (public_hash, document) values (:hash, :text) on conflict do nothing");
        keep(oracle, "insert into oracle (oracle_hash, document) values (:hash, :text) on conflict do nothing");
        List<Candidate> candidates = gate.candidates(importer.taskType(), problem.oracleBody());
        subjects.add(new Gate.Subject(kept.size(), problem.problemId(), candidates));
        kept.add(new Kept(
                problem.problemId(),
                problem.language(),
                String.join(",", problem.namedLanguages()),
                view.hash(),
                oracle.hash()));
    }

    private void checkId(String id, int line) {
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidProblem(
                    "id", "must be 1 to %d characters, none of them a control character".formatted(LONGEST_ID));
        }
        Integer earlier = lineOfId.putIfAbsent(id, line);
        if (earlier != null) {
            throw new InvalidProblem("id", "`%s` is there already, in line %d".formatted(id, earlier));
        }
    }

    private void keep(StoredDocument document, String insert) {
        handle.createUpdate(insert)
                .bind("hash", document.hash())
                .bind("text", document.text())
                .execute();
    }

    /** Writes the list of problems and opens the gate, where the content is new. Returns its version. */
    String finish() {
        String version = version();
        int created = handle.createUpdate("""
                        insert into content (version, task_type, problems, gate)
                        values (:version, :taskType, :problems, :gate)
                        on conflict do nothing
                        """)
                .bind("version", version)
                .bind("taskType", importer.taskType())
                .bind("problems", kept.size())
                .bind("gate", hasCandidates() ? "checking" : "unverified")
                .execute();
        if (created == 1) {
            insertProblems(version);
            gate.open(handle, version, subjects);
        } else {
            gate.reopen(handle, version);
        }
        return version;
    }

    private boolean hasCandidates() {
        return subjects.stream().anyMatch(subject -> !subject.candidates().isEmpty());
    }

    private String version() {
        StringBuilder content = new StringBuilder(importer.taskType());
        for (Kept problem : kept) {
            content.append('\n').append(problem.oracleHash()).append(' ').append(problem.publicHash());
            content.append(' ').append(problem.problemId());
        }
        return Ids.sha256(content.toString());
    }

    private void insertProblems(String version) {
        handle.createUpdate("""
                        insert into problem (version, ordinal, problem_id, language, named_languages, public_hash,
                                             oracle_hash)
                        select :version, one.place - 1, one.problem_id, one.language,
                               string_to_array(one.named, ','), one.public_hash, one.oracle_hash
                        from unnest(:ids::text[], :languages::text[], :named::text[], :views::text[], :oracles::text[])
                             with ordinality as one(problem_id, language, named, public_hash, oracle_hash, place)
                        """)
                .bind("version", version)
                .bindArray(
                        "ids", String.class, kept.stream().map(Kept::problemId).toList())
                .bindArray(
                        "languages",
                        String.class,
                        kept.stream().map(Kept::language).toList())
                .bindArray(
                        "named",
                        String.class,
                        kept.stream().map(Kept::namedLanguages).toList())
                .bindArray(
                        "views",
                        String.class,
                        kept.stream().map(Kept::publicHash).toList())
                .bindArray(
                        "oracles",
                        String.class,
                        kept.stream().map(Kept::oracleHash).toList())
                .execute();
    }
}
