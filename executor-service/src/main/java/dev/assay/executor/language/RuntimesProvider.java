package dev.assay.executor.language;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.readiness.IsolationGuard;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The runtimes of this executor. */
class RuntimesProvider {

    @Produces
    @Singleton
    Runtimes runtimes(ExecutorSettings settings, IsolationGuard guard) {
        RuntimeCatalog catalog = settings.runtimes().map(RuntimeCatalog::with).orElseGet(RuntimeCatalog::builtIn);
        return new Runtimes(catalog, guard::sandboxes);
    }
}
