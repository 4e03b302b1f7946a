/** Runs of many calls over several workers, against a provider that fails and keeps a journal of its own. */
package dev.assay.benchmark.calls;
