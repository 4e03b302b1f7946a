/**
 * The split judge: trusted tests in one sandbox, the answer in another, and between them a hub that believes neither.
 * The protocol is {@code docs/judge-protocol.md}.
 */
package dev.assay.executor.judge;
