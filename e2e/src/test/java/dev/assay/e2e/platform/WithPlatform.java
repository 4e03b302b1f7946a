package dev.assay.e2e.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test over the running platform: its constructor may take a {@link RunningPlatform}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithPlatform.Resolver.class)
public @interface WithPlatform {

    /** Starts the platform for the first test that wants it; JUnit closes it after the last one. */
    final class Resolver implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(RunningPlatform.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningPlatform.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Start.class, key -> new Start(), Start.class)
                    .platform();
        }
    }

    /** The one start of the platform; where it failed, no test tries again. */
    final class Start implements AutoCloseable {

        private final Optional<RunningPlatform> platform;
        private final Optional<Throwable> failure;

        private Start() {
            RunningPlatform started = null;
            Throwable thrown = null;
            try {
                started = new RunningPlatform();
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
            platform = Optional.ofNullable(started);
            failure = Optional.ofNullable(thrown);
        }

        private RunningPlatform platform() {
            return platform.orElseThrow(
                    () -> new IllegalStateException("the platform did not start", failure.orElseThrow()));
        }

        @Override
        public void close() {
            platform.ifPresent(RunningPlatform::close);
        }
    }
}
