package dev.assay.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of text: columns as wide as they need, the widest ones clipped until a row fits the terminal. */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    /** Where the text of a column stands. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private final List<String> heads;
    private final List<Align> aligns;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> heads, List<Align> aligns) {
        this.heads = heads;
        this.aligns = aligns;
    }

    /** A table with the given heads; one that starts with {@code >} is aligned right. */
    public static Table of(String... heads) {
        List<Align> aligns = Arrays.stream(heads)
                .map(head -> head.startsWith(">") ? Align.RIGHT : Align.LEFT)
                .toList();
        List<String> names = Arrays.stream(heads)
                .map(head -> head.startsWith(">") ? head.substring(1) : head)
                .toList();
        return new Table(names, aligns);
    }

    /** Adds a row; each cell becomes one safe line. */
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> Terminal.safeLine(cell, Integer.MAX_VALUE))
                .toList());
        return this;
    }

    /** Its lines, each at most {@code width} long. */
    public List<String> lines(int width) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        lines.add(line(heads, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(
                    heads.get(at).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        int room = width - GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            if (widths[column] > widths[widest]) {
                widest = column;
            }
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            padded.add(pad(cells.get(column), widths[column], aligns.get(column)));
        }
        return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }

    private static String pad(String text, int width, Align align) {
        String clipped = text.length() <= width ? text : text.substring(0, width - 1) + "…";
        String space = " ".repeat(width - clipped.length());
        return align == Align.RIGHT ? space + clipped : clipped + space;
    }
}
