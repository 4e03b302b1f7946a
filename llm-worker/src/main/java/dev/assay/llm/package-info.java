/**
 * The worker that asks models.
 *
 * <ul>
 *   <li>{@code inbox}: requests from {@code assay.generate} become rows of the ledger, and are acknowledged
 *   <li>{@code ledger}: which calls wait, who may make one, what came of it
 *   <li>{@code account}: what may be spent
 *   <li>{@code problem}, {@code prompt}, {@code task}: from a problem's public view to messages
 *   <li>{@code work}: makes calls ready, claims them, makes them, stores the answers
 *   <li>{@code call}: the OpenAI chat completions protocol
 *   <li>{@code reuse}: earlier answers to the same request
 *   <li>{@code publish}: from the ledger to {@code assay.generated}
 * </ul>
 */
package dev.assay.llm;
