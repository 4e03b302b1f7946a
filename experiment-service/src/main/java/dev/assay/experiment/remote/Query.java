package dev.assay.experiment.remote;

import java.util.Optional;

/** The query of a URL, built part by part. */
public final class Query {

    private final StringBuilder text = new StringBuilder();

    public Query with(String name, Optional<String> value) {
        value.ifPresent(given ->
                text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(UrlPath.encode(given)));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
