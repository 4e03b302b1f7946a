package dev.assay.llm.limit;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;

/** Which provider a model is asked at. */
@Singleton
public class Providers {

    /** The provider of a model, by {@link dev.assay.contracts.experiment.ModelSpec#key}: host and port of its server. */
    public Provider of(String modelKey) {
        String baseUrl = modelKey.substring(0, Math.max(0, modelKey.indexOf('|')));
        return new Provider(id(baseUrl), Limits.UNKNOWN);
    }

    private static String id(String baseUrl) {
        try {
            String authority = URI.create(baseUrl.strip()).getRawAuthority();
            return authority == null ? baseUrl : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAUrl) {
            return baseUrl;
        }
    }
}
