package dev.assay.contracts.prompt;

import java.util.List;

/** The prompt templates that there are. */
public record TemplateList(List<Template> items) {}
