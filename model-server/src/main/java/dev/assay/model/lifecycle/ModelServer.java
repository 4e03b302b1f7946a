package dev.assay.model.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;

/** The program. Native threads of the model library survive their model and would hold up an ordinary end of the JVM. */
@QuarkusMain
public final class ModelServer {

    private static final Logger LOG = Logger.getLogger(ModelServer.class);

    ModelServer() {}

    public static void main(String... arguments) {
        Quarkus.run(null, ModelServer::end, arguments);
    }

    private static void end(int code, Throwable failure) {
        if (failure != null) {
            LOG.error("the model server does not start", failure);
        }
        Runtime.getRuntime().halt(code);
    }
}
