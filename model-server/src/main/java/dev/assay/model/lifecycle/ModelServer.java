package dev.assay.model.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. Native threads of the model library survive their model and would hold up an ordinary end of the JVM. */
@QuarkusMain
public final class ModelServer {

    private ModelServer() {}

    public static void main(String... arguments) {
        Quarkus.run(null, (code, failure) -> Runtime.getRuntime().halt(code), arguments);
    }
}
