package dev.assay.frame.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contracts.json.AssayJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Gives the services' REST mapper the platform's JSON setting. */
@Singleton
class JsonSetting implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        AssayJson.configure(mapper);
    }

    /** After Quarkus' own, so that this one decides. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
