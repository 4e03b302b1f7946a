/** The executor against other harnesses, in one run, on the same problems. */
package dev.assay.benchmark.executor;
