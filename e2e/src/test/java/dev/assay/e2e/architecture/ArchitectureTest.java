package dev.assay.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.assay.e2e.platform.RunningPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds the layout: who may depend on whom, and what no code of ours does. */
class ArchitectureTest {

    /** Folder of each module and the package it owns. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("contracts", "dev.assay.contracts"),
            Map.entry("statistics", "dev.assay.statistics"),
            Map.entry("embedded", "dev.assay.embedded"),
            Map.entry("service-frame", "dev.assay.frame"),
            Map.entry("service-store", "dev.assay.store"),
            Map.entry("dataset-service", "dev.assay.dataset"),
            Map.entry("experiment-service", "dev.assay.experiment"),
            Map.entry("llm-worker", "dev.assay.llm"),
            Map.entry("executor-service", "dev.assay.executor"),
            Map.entry("scorer-service", "dev.assay.scorer"),
            Map.entry("model-server", "dev.assay.model"),
            Map.entry("local", "dev.assay.local"),
            Map.entry("cli", "dev.assay.cli"),
            Map.entry("benchmarks", "dev.assay.benchmark"));

    private static final List<String> APPLICATIONS = List.of(
            "dev.assay.dataset",
            "dev.assay.experiment",
            "dev.assay.llm",
            "dev.assay.executor",
            "dev.assay.scorer",
            "dev.assay.model",
            "dev.assay.local",
            "dev.assay.cli");

    private static JavaClasses all;

    @BeforeAll
    static void readClasses() {
        all = new ClassFileImporter()
                .importPaths(MODULES.keySet().stream()
                        .map(ArchitectureTest::classesOf)
                        .toList());
    }

    private static Path classesOf(String module) {
        return RunningPlatform.root().resolve(module).resolve("target").resolve("classes");
    }

    static List<String> applications() {
        return APPLICATIONS;
    }

    @Test
    void every_module_is_looked_at_and_keeps_to_its_package() {
        MODULES.forEach((module, owned) -> {
            assertThat(Files.isDirectory(classesOf(module)))
                    .as("%s is built; run ./mvnw package first", module)
                    .isTrue();
            JavaClasses classes = new ClassFileImporter().importPaths(classesOf(module));
            assertThat(classes).as(module).isNotEmpty();
            assertThat(classes)
                    .extracting(JavaClass::getPackageName)
                    .allMatch(name -> name.equals(owned) || name.startsWith(owned + "."));
        });
    }

    @ParameterizedTest
    @MethodSource("applications")
    void applications_do_not_depend_on_one_another(String application) {
        String[] others = APPLICATIONS.stream()
                .filter(other -> !other.equals(application))
                .map(other -> other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(application + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(all);
    }

    @Test
    void contracts_know_jackson_ids_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("dev.assay.contracts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.assay.contracts..", "java..", "com.fasterxml.jackson..", "com.fasterxml.uuid..")
                .check(all);
    }

    @Test
    void statistics_are_formulas_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("dev.assay.statistics..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.assay.statistics..", "java..", "org.apache.commons.statistics..")
                .check(all);
    }

    @Test
    void frame_and_store_know_contracts_and_no_service() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.assay.frame..", "dev.assay.store..", "dev.assay.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        APPLICATIONS.stream().map(name -> name + "..").toArray(String[]::new))
                .check(all);
    }

    @Test
    void the_command_line_speaks_rest_and_knows_no_framework() {
        noClasses()
                .that()
                .resideInAPackage("dev.assay.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..", "jakarta..", "org.apache.kafka..", "dev.assay.frame..", "dev.assay.embedded..")
                .check(all);
    }

    @Test
    void what_is_needed_comes_through_the_constructor() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RestClient")
                .check(all);
    }

    @Test
    void services_write_to_their_log() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(all);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                all.that(are(not(resideInAnyPackage("dev.assay.cli..", "dev.assay.local..")))));
    }

    @Test
    void nobody_generates_code_or_mocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lombok..", "org.mockito..", "org.mapstruct..")
                .check(all);
    }

    @Test
    void contracts_hold_nothing_that_changes() {
        fields().that()
                .areDeclaredInClassesThat(resideInAPackage("dev.assay.contracts.."))
                .should()
                .beFinal()
                .check(all);
    }

    /** One exception: the resource of runs shows each with its progress, which is worked out from runs. */
    @ParameterizedTest
    @MethodSource("applications")
    void features_do_not_go_round_in_circles(String application) {
        slices().matching(application + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency("dev.assay.experiment.run.RunResource", "dev.assay.experiment.progress.RunViews")
                .check(all);
    }
}
