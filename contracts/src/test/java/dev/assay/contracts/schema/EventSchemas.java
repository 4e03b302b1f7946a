package dev.assay.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.GenerateAttempt;
import java.util.Map;
import java.util.Optional;

/** The JSON Schemas of the events, made from the records. */
final class EventSchemas {

    /** What travels on each topic. */
    static final Map<String, Class<?>> EVENTS = Map.of(
            Topics.GENERATE, GenerateAttempt.class,
            Topics.GENERATED, AttemptGenerated.class,
            Topics.EXECUTED, AttemptExecuted.class,
            Topics.FINISHED, AttemptFinished.class,
            Topics.CHECK, CheckRequested.class,
            Topics.CHECKED, CheckExecuted.class);

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private EventSchemas() {}

    static JsonNode of(String topic) {
        ObjectNode made = generator().generateSchema(EVENTS.get(topic));
        ObjectNode schema = made.objectNode();
        schema.set("$schema", made.remove("$schema"));
        schema.put("$id", "urn:assay:event:" + topic);
        schema.put("title", EVENTS.get(topic).getSimpleName());
        return schema.setAll(made);
    }

    /** Every field is named as on the wire; only what is optional may be missing; further fields are allowed. */
    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.INLINE_TRANSFORMED_SUBTYPES));
        builder.forTypesInGeneral().withPropertySorter((one, other) -> 0);
        builder.forFields()
                .withPropertyNameOverrideResolver(field -> SNAKE_CASE.translate(field.getName()))
                .withRequiredCheck(field -> !field.getType().isInstanceOf(Optional.class));
        return new SchemaGenerator(builder.build());
    }
}
