/**
 * The dangerous part, small and apart: starts a program of unknown intent where it can reach nothing, holds it to its
 * limits, and leaves nothing of it behind. Knows nothing of answers, tests or verdicts.
 */
package dev.assay.executor.sandbox;
