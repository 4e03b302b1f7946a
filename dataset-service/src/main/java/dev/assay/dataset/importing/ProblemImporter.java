package dev.assay.dataset.importing;

/**
 * Reads problems of one format. One class a format, found by CDI; adding one touches no other class.
 *
 * <p>Formats are tried in the order of their codes; {@link #recognises} must therefore be exact about what it takes.
 */
public interface ProblemImporter {

    /** The format's name in requests and lists ({@code humaneval}). */
    String format();

    /** The task type of every problem that it reads. */
    String taskType();

    /** Whether the first problem of a file looks like this format. */
    boolean recognises(ProblemDocument first);

    /** The problem in a document; throws {@link InvalidProblem} where the document is not one. */
    ImportedProblem read(ProblemDocument document);
}
