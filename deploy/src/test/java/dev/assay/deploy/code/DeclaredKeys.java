package dev.assay.deploy.code;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The configuration keys that a module's classes declare, as variables of the environment. */
record DeclaredKeys(Set<String> variables) {

    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";
    private static final String CALLABLE_BY = "dev.assay.frame.credential.CallableBy";

    /** Reads the compiled classes of a module. */
    static DeclaredKeys of(Path module) {
        Path folder = module.resolve("target/classes");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing: run ./mvnw package first");
        }
        JavaClasses classes = new ClassFileImporter().importPath(folder);
        Set<String> variables = new TreeSet<>();
        for (JavaClass type : classes) {
            type.tryGetAnnotationOfType(MAPPING)
                    .ifPresent(mapping -> addMapping(type, text(mapping, "prefix"), variables));
            addProperties(type, variables);
            addCallers(type, variables);
        }
        return new DeclaredKeys(variables);
    }

    DeclaredKeys and(DeclaredKeys others) {
        Set<String> both = new TreeSet<>(variables);
        both.addAll(others.variables);
        return new DeclaredKeys(both);
    }

    /** The variable that sets a key, by the rules of MicroProfile Config. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static void addMapping(JavaClass type, String prefix, Set<String> variables) {
        for (JavaMethod method : type.getMethods()) {
            String key = prefix + "." + method.getName().replaceAll("([A-Z])", "-$1");
            JavaClass value = method.getRawReturnType();
            if (value.isInterface() && value.getPackageName().startsWith("dev.assay")) {
                addMapping(value, key, variables);
            } else {
                variables.add(variable(key));
            }
        }
    }

    private static void addProperties(JavaClass type, Set<String> variables) {
        type.getConstructors().stream()
                .flatMap(constructor -> constructor.getParameterAnnotations().stream())
                .flatMap(Set::stream)
                .filter(annotation -> annotation.getRawType().getName().equals(PROPERTY))
                .forEach(annotation -> variables.add(variable(text(annotation, "name"))));
    }

    /** A token for each caller that one of the module's endpoints is open for. */
    private static void addCallers(JavaClass type, Set<String> variables) {
        Stream.concat(
                        type.tryGetAnnotationOfType(CALLABLE_BY).stream(),
                        type.getMethods().stream()
                                .flatMap(method -> method.tryGetAnnotationOfType(CALLABLE_BY).stream()))
                .map(annotation -> (JavaEnumConstant[]) annotation.getExplicitlyDeclaredProperty("value"))
                .flatMap(Stream::of)
                .forEach(caller -> variables.add("ASSAY_TOKEN_" + caller.name()));
    }

    private static String text(JavaAnnotation<?> annotation, String property) {
        return annotation.get(property).map(String.class::cast).orElseThrow();
    }
}
