package dev.assay.contracts.task.program;

/** How the output of a program is compared with the expected one. */
public final class ExpectedOutput {

    private ExpectedOutput() {}

    /** Whether they are the same, but for line endings and surrounding whitespace. */
    public static boolean matches(String output, String expected) {
        return normalized(output).equals(normalized(expected));
    }

    /** Task banks write a new line as {@code \n} in some texts, also where JSON has made one of it already. */
    public static String unescaped(String expected) {
        return expected.replace("\\n", "\n");
    }

    private static String normalized(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
