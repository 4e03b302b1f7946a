/** One command in one sandbox: its files in, its output, results and end out. */
package dev.assay.executor.program;
