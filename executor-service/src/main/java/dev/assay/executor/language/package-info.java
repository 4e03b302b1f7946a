/** The languages that programs may be written in: how each is compiled and run, and which of them are installed. */
package dev.assay.executor.language;
