/** Whether untrusted code may run here: decided once, at start, by trying to break out. */
package dev.assay.executor.readiness;
