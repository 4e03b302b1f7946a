package dev.assay.cli.models;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.ModelReference;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a command line names a model: by its slug, or by its server's address and its name there. */
final class ModelChoice {

    @Parameters(paramLabel = "SLUG", arity = "0..1", description = "Slug or label of a model of the catalogue.")
    private String slug;

    @Option(names = "--base-url", paramLabel = "URL", description = "Address of another server, up to and with /v1.")
    private String baseUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "The model's name at that server.")
    private String name;

    boolean isEmpty() {
        return slug == null && baseUrl == null && name == null;
    }

    ModelReference reference() {
        boolean located = baseUrl != null && name != null;
        boolean half = (baseUrl == null) != (name == null);
        if (half || (slug == null) == !located) {
            throw Failure.usage("name a model: a SLUG (see assay models list), or --base-url URL and --model NAME");
        }
        return new ModelReference(Optional.ofNullable(slug), Optional.ofNullable(baseUrl), Optional.ofNullable(name));
    }
}
