package dev.assay.experiment.export;

import java.io.IOException;
import java.io.Writer;

/** Foreign text in a Markdown page: in one line, and none of it markup. */
final class MarkdownText {

    private MarkdownText() {}

    /** Writes the cells of a table's row. */
    static void row(Writer page, Iterable<String> cells) throws IOException {
        for (String cell : cells) {
            page.write("| " + plain(cell) + " ");
        }
        page.write("|\n");
    }

    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }
}
