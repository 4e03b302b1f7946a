package dev.assay.local.component;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.BooleanSupplier;

/** Ways to ask whether something on loopback is ready. */
public final class Readiness {

    private static final int PATIENCE_MS = 2000;

    private Readiness() {}

    /** Ready when the health check of a Quarkus application says so. */
    public static BooleanSupplier health(String baseUrl) {
        return () -> {
            try {
                HttpURLConnection connection = (HttpURLConnection)
                        URI.create(baseUrl + "/q/health/ready").toURL().openConnection();
                connection.setConnectTimeout(PATIENCE_MS);
                connection.setReadTimeout(PATIENCE_MS);
                try {
                    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Ready when a connection is accepted. */
    public static BooleanSupplier connection(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }
}
