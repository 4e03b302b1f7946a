/** Running code for programs of a person's own, over REST, and telling which runtimes there are. */
package dev.assay.executor.api;
