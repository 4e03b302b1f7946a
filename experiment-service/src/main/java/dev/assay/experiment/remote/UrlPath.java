package dev.assay.experiment.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes texts as parts of a URL. */
public final class UrlPath {

    private UrlPath() {}

    /** {@code text} as one segment of a path, or a value in a query, whatever it holds. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
