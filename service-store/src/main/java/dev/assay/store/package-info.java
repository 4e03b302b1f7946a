/**
 * What the services with a database share: a JDBI over the service's own role and schema. Records map by column name
 * (snake_case); a {@code @Json} parameter or component is a {@code jsonb} column under the platform's JSON setting.
 */
package dev.assay.store;
