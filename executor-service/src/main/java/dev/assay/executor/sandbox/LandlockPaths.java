package dev.assay.executor.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a program in Landlock may open; all else is refused. What does not exist is passed over.
 *
 * @param readable may be read, with all below
 * @param writable files that may be read and written
 * @param executable may be read and executed, with all below
 */
record LandlockPaths(List<Path> readable, List<Path> writable, List<Path> executable) {}
