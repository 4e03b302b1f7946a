package dev.assay.contracts.event;

/**
 * Why a stage gave up.
 *
 * @param stage the service that gave up ({@code llm-worker})
 * @param cause a stable code ({@code authentication}, {@code rate_limit}, {@code sandbox_unavailable} …)
 * @param message for a person; holds no secret
 * @param retryable whether sending the attempt again can help
 */
public record StageError(String stage, String cause, String message, boolean retryable) {}
