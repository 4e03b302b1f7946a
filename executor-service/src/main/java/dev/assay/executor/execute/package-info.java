/** From an answer to an execution: fetch the oracle, plan, run, and say what came of it. */
package dev.assay.executor.execute;
