/** Whether untrusted code may run here: as long as a runner is there that nothing breaks out of. */
package dev.assay.executor.readiness;
