package dev.assay.deploy.check;

import java.util.List;

/** Looks for one kind of mistake. */
interface Check {

    /** A line for each mistake. */
    List<String> findings(Resources resources);
}
