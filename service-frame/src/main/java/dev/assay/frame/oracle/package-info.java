/** Where oracles come from: dataset-service, by hash, and a cache. */
package dev.assay.executor.oracle;
