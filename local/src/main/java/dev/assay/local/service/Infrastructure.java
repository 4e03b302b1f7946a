package dev.assay.local.service;

/** Where Kafka and PostgreSQL are, ours or somebody else's. */
public record Infrastructure(String bootstrapServers, String databaseUrl) {}
