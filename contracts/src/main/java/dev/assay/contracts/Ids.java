package dev.assay.contracts;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Ids: which ones people choose, which ones are derived, so that doing a thing twice names it the same. */
public final class Ids {

    /** What a person may choose as an id. Such an id is never used as a file path. */
    public static final String CHOSEN_PATTERN = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

    private static final Pattern CHOSEN = Pattern.compile(CHOSEN_PATTERN);
    private static final UUID NAMESPACE = UUID.fromString("6f1d3c0a-52a7-5c1e-9d3a-0b7a3a7c9e55");
    private static final NameBasedGenerator NAMES = Generators.nameBasedGenerator(NAMESPACE);
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    /** Between the parts of a name: cannot occur in an id, so two different lists of parts never collide. */
    private static final char SEPARATOR = '\u0000';

    private Ids() {}

    /** Whether {@code id} is one a person may choose. */
    public static boolean isChosen(String id) {
        return CHOSEN.matcher(id).matches();
    }

    /** The id of a trial: the same run, experiment, problem and sample give the same id (UUID version 5). */
    public static UUID trial(String runId, String experimentId, String problemId, int sampleNumber) {
        return name("trial", runId, experimentId, problemId, Integer.toString(sampleNumber));
    }

    /** The id of an attempt within its trial; attempts count from 1. */
    public static UUID attempt(UUID trialId, int attemptNumber) {
        return name("attempt", trialId.toString(), Integer.toString(attemptNumber));
    }

    /** The id of the call that analyses a problem, in the name of the first trial that needs it. */
    public static UUID specification(UUID trialId) {
        return name("specification", trialId.toString());
    }

    /** The id of the call that reviews the attempts of a trial up to and with that one. */
    public static UUID review(UUID trialId, int attemptNumber) {
        return name("review", trialId.toString(), Integer.toString(attemptNumber));
    }

    /** The id of one gate candidate of a data set version. */
    public static UUID check(String datasetVersion, String problemId, String candidate) {
        return name("check", datasetVersion, problemId, candidate);
    }

    /** A new run id: {@code bench_{8 hex}_{yyyyMMdd_HHmmss}}, in UTC. */
    public static String newRun(RandomGenerator random, Instant now) {
        return "bench_" + eightHex(random) + "_" + RUN_TIME.format(now);
    }

    /** A new experiment id, for an experiment that was registered without one: {@code exp_{8 hex}}. */
    public static String newExperiment(RandomGenerator random) {
        return "exp_" + eightHex(random);
    }

    /** SHA-256 of a text in UTF-8, as 64 hex digits. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 as 64 hex digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String eightHex(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextInt());
    }

    private static UUID name(String... parts) {
        return NAMES.generate(String.join(String.valueOf(SEPARATOR), parts));
    }
}
