/** Runs of many calls against a provider that keeps a journal of its own, and fails where it is told to. */
package dev.assay.benchmark.calls;
