package org.tierwise;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The boundaries between modules and packages. A rule without a test is a wish. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The packaged tests of another module are tests too.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.tierwise");

    private static final DescribedPredicate<JavaClass> REPOSITORY = simpleNameEndingWith("Repository")
            .and(resideInAPackage("org.tierwise.catalog.."))
            .as("repositories");

    private static final DescribedPredicate<JavaClass> MAY_USE_SQL = simpleNameEndingWith("Repository")
            .or(resideInAPackage("org.tierwise.catalog"))
            .or(nameMatching("org\\.tierwise\\.catalog\\..*Sql(\\$.*)?"))
            .or(nameMatching("org\\.tierwise\\.catalog\\.job\\.JobQueue(\\$.*)?"))
            .or(nameMatching("org\\.tierwise\\.catalog\\.activity\\.ActivityLog(\\$.*)?"))
            .or(nameMatching("org\\.tierwise\\.catalog\\..*Repository\\$.*"))
            .or(resideInAPackage("org.tierwise.migrations.."))
            .or(resideInAPackage("org.tierwise.catalog.schema.."));

    @Test
    void only_the_search_knows_timefold() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.tierwise.solver.search..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.timefold.."));
    }

    @Test
    void only_repositories_speak_sql() {
        check(noClasses()
                .that(DescribedPredicate.not(MAY_USE_SQL))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tierwise.catalog.schema..", "java.sql..", "javax.sql.."));
    }

    @Test
    void the_solver_computes_and_only_its_run_package_stores() {
        check(noClasses()
                .that()
                .resideInAPackage("org.tierwise.solver..")
                .and()
                .resideOutsideOfPackage("org.tierwise.solver.run..")
                .should()
                .dependOnClassesThat(
                        REPOSITORY.or(resideInAPackage("org.jooq..")).or(resideInAPackage("java.sql.."))));
    }

    @Test
    void only_the_web_knows_the_server_and_the_templates() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.tierwise.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta..", "org.thymeleaf.."));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("org.tierwise.catalog.(*)..").should().beFreeOfCycles());
        check(slices().matching("org.tierwise.solver.(*)..").should().beFreeOfCycles());
    }

    @Test
    void features_of_the_web_meet_only_in_the_routes() {
        check(slices().matching("org.tierwise.web.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAPackage("org.tierwise.web.http..").or(resideInAPackage("org.tierwise.web")))
                .ignoreDependency(resideInAPackage("org.tierwise.web.cli.."), DescribedPredicate.alwaysTrue()));
    }

    @Test
    void only_the_composition_root_asks_the_machine_for_the_time() {
        check(noClasses()
                .that(DescribedPredicate.not(nameMatching("org\\.tierwise\\.web\\.(App|cli\\..*)(\\$.*)?")))
                .should()
                .callMethodWhere(readsTheMachinesClock()));
    }

    @Test
    void threads_are_never_interrupted_because_that_closes_an_embedded_database() {
        check(noClasses().should().callMethodWhere(interruptsThreads()));
    }

    @Test
    void every_package_is_null_marked() {
        var packages = PRODUCT.stream()
                .filter(type -> !type.getPackageName().startsWith("org.tierwise.catalog.schema"))
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty();
        check(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked"));
        for (var name : packages) {
            assertThat(packageInfoExists(name)).as("package-info of " + name).isTrue();
        }
    }

    private static boolean packageInfoExists(String name) {
        var file =
                Path.of("src", "main", "java").resolve(name.replace('.', '/')).resolve("package-info.java");
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.anyMatch(module -> Files.exists(module.resolve(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DescribedPredicate<JavaMethodCall> readsTheMachinesClock() {
        return DescribedPredicate.describe("read the machine's clock", call -> {
            var owner = call.getTargetOwner().getName();
            var method = call.getName();
            return owner.equals("java.time.Clock") && method.startsWith("system")
                    || owner.startsWith("java.time.")
                            && method.equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                    || owner.equals("java.lang.System") && method.equals("currentTimeMillis");
        });
    }

    private static DescribedPredicate<JavaMethodCall> interruptsThreads() {
        return DescribedPredicate.describe("interrupt a thread", call -> {
            var owner = call.getTargetOwner();
            return call.getName().equals("shutdownNow")
                    || call.getName().equals("interrupt") && owner.isAssignableTo(Thread.class)
                    || call.getName().equals("cancel") && owner.isAssignableTo(java.util.concurrent.Future.class);
        });
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
