package dev.assay.cli.http;

import java.io.IOException;
import java.net.URI;

/** Nothing answers at the server's address, or the connection broke; asking again may help. */
public final class ServerAway extends RuntimeException {

    ServerAway(URI server, IOException cause) {
        super("Assay is not running at " + server + "; start it with ./assay up", cause);
    }
}
