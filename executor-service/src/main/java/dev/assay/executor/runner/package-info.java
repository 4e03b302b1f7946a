/**
 * The two processes of an executor: what speaks with Kafka and has credentials, and the {@code sandbox-runner} that has
 * neither and runs what is untrusted.
 */
package dev.assay.executor.runner;
