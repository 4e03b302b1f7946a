package dev.assay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** One command line, run in this process: its exit code and what it printed. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(Map<String, String> environment, String... arguments) {
        return of(environment, false, arguments);
    }

    static CommandRun of(Map<String, String> environment, boolean atTerminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Assay.run(
                arguments, new HashMap<>(environment), new PrintWriter(out), new PrintWriter(err), atTerminal);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
