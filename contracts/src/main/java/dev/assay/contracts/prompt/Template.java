package dev.assay.contracts.prompt;

import dev.assay.contracts.record.AnswerForm;

/**
 * A prompt template.
 *
 * @param id what experiments name its newest version by
 * @param name id and version, as {@code complete-function.v1}; experiments that name it keep that version
 * @param version from 1
 * @param form how answers to it are read
 * @param content the file as it is
 */
public record Template(
        String id, String name, int version, String taskType, String description, AnswerForm form, String content) {}
