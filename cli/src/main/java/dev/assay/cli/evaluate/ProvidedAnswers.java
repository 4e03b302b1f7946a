package dev.assay.cli.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.cli.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brought answers, each assigned to its problem of the data set and numbered among that problem's samples. */
record ProvidedAnswers(List<Answer> answers) {

    private static final long LARGEST_BODY_BYTES = 256L * 1024 * 1024;

    /** One of them: the trial that it becomes is known by problem and sample number. */
    record Answer(Sample sample, String problemId, int sampleNumber) {}

    /** Assigns samples to problems; a sample of no problem of the data set is a usage error that names it. */
    static ProvidedAnswers assign(List<Sample> samples, Collection<String> problemIds) {
        Set<String> ids = new HashSet<>(problemIds);
        Map<String, String> idsByFolder = new HashMap<>();
        problemIds.forEach(id -> idsByFolder.put(SampleFolder.nameOf(id), id));
        Map<String, Integer> counts = new HashMap<>();
        List<Answer> answers = new ArrayList<>();
        for (Sample sample : samples) {
            Optional<String> found = switch (sample.naming()) {
                case ID -> Optional.of(sample.task()).filter(ids::contains);
                case FOLDER -> Optional.ofNullable(idsByFolder.get(sample.task()));
            };
            String problemId = found.orElseThrow(() -> unknown(sample, problemIds));
            if (sample.naming() == Sample.Naming.FOLDER) {
                sample.document().put("task_id", problemId);
            }
            answers.add(new Answer(sample, problemId, counts.merge(problemId, 1, Integer::sum)));
        }
        return new ProvidedAnswers(answers);
    }

    private static Failure unknown(Sample sample, Collection<String> problemIds) {
        String example = problemIds.stream().findFirst().orElse("");
        return Failure.usage(
                sample.where() + ": '" + sample.task() + "' is no problem of the data set (its ids look like '"
                        + example + "'); take the sample out, or give the data set it belongs to");
    }

    /** The request document of {@code POST /runs/provided}. */
    byte[] request(String datasetId, Optional<String> name) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = SampleJson.MAPPER.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("dataset_id", datasetId);
            if (name.isPresent()) {
                json.writeStringField("name", name.get());
            }
            json.writeArrayFieldStart("answers");
            for (Answer answer : answers) {
                json.writeStartObject();
                json.writeStringField("problem_id", answer.problemId());
                json.writeStringField("form", answer.sample().form().code());
                json.writeStringField("answer", answer.sample().answer());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (body.size() > LARGEST_BODY_BYTES) {
            throw Failure.usage("the samples are larger than 256 MiB in all; split the file");
        }
        return body.toByteArray();
    }
}
