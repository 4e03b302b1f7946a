/** Records in, records out: decode, run, publish, acknowledge. */
package dev.assay.executor.event;
