package dev.assay.executor.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes the command line that turns a fresh process into a confined one. It joins the seat's control group, opens files
 * as numbered descriptors, since the user id that it then takes may not be able to reach our folders, and becomes the
 * command: there is one process from start to end.
 */
sealed interface StartLine permits NativeLine, ShellLine {

    /** Descriptor of the first file. */
    int FIRST_FILE = 3;

    /** The line that starts {@code command} in {@code seat} with {@code files} as descriptors from 3 on. */
    List<String> of(Seat seat, List<Path> files, List<String> command);
}
