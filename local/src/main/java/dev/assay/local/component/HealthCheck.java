package dev.assay.local.component;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** Ready when the health check of a Quarkus application says so. */
public final class HealthCheck implements Readiness {

    private static final int PATIENCE_MS = 5000;

    private final URL url;
    private volatile String complaint = "";

    public HealthCheck(String baseUrl) {
        try {
            this.url = URI.create(baseUrl + "/q/health/ready").toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(baseUrl + " is not a URL", e);
        }
    }

    @Override
    public boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            try {
                if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return true;
                }
                complaint = failedChecks(connection.getErrorStream());
                return false;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String complaint() {
        return complaint;
    }

    /** The checks that are not up, with what they say. */
    private static String failedChecks(InputStream body) throws IOException {
        if (body == null) {
            return "";
        }
        List<String> failed = new ArrayList<>();
        for (JsonNode check : AssayJson.events().readTree(body).path("checks")) {
            if (!check.path("status").asText().equals("UP")) {
                failed.add(check.path("name").asText() + " " + check.path("data"));
            }
        }
        return failed.isEmpty() ? "" : ". Not up: " + String.join(", ", failed);
    }
}
