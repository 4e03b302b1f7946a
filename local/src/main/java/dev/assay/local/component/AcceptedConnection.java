package dev.assay.local.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Ready when a connection to a port of loopback is accepted. */
public final class AcceptedConnection implements Readiness {

    private static final int PATIENCE_MS = 2000;

    private final int port;

    public AcceptedConnection(int port) {
        this.port = port;
    }

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
