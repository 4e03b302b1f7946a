package dev.assay.executor.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts programs by way of the shell and setpriv, which every host has; each costs a start of its own. */
final class ShellLine implements StartLine {

    private static final String SHELL = "/bin/sh";
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final int MOST_FILES = 7; // a POSIX shell knows descriptors up to 9

    @Override
    public List<String> of(Seat seat, List<Path> files, List<String> command) {
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException("a shell opens at most " + MOST_FILES + " files");
        }
        StringBuilder script = new StringBuilder();
        seat.cgroup()
                .ifPresent(group -> group.joinFiles()
                        .forEach(file -> script.append("echo $$ >")
                                .append(quoted(file.toString()))
                                .append(" || exit 125\n")));
        script.append("exec");
        seat.uid().ifPresent(uid -> script.append(' ').append(dropTo(uid)));
        command.forEach(word -> script.append(' ').append(quoted(word)));
        for (int i = 0; i < files.size(); i++) {
            script.append(' ')
                    .append(FIRST_FILE + i)
                    .append('<')
                    .append(quoted(files.get(i).toString()));
        }
        return List.of(SHELL, "-c", script.toString());
    }

    /** Real root keeps its power over the host inside a namespace, whatever it is called there. */
    private static String dropTo(int uid) {
        if (!Files.isExecutable(SETPRIV)) {
            throw new SandboxUnavailable("no " + SETPRIV + "; install the package util-linux");
        }
        return SETPRIV + " --reuid " + uid + " --regid " + uid
                + " --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
