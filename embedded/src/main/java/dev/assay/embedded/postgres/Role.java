package dev.assay.embedded.postgres;

/** A service's role in the database and the schema that it alone may use. */
public record Role(String name, String schema, String password) {}
