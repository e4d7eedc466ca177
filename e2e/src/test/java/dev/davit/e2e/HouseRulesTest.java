package dev.davit.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.davit.testkit.process.Repository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom, over the compiled classes of every production module. */
class HouseRulesTest {

    private static JavaClasses classes;

    @BeforeAll
    static void theCompiledClasses() {
        classes = new ClassFileImporter()
                .importPaths(Stream.of("crds", "transfer", "network", "operator", "gateway")
                        .map(module -> Repository.file(module + "/target/classes"))
                        .toList());
    }

    @Test
    void theScanSawTheWholeHouse() {
        for (var module : new String[] {"dev.davit.api", "dev.davit.operator", "dev.davit.gateway"}) {
            assertThat(classes.stream().filter(type -> type.getPackageName().startsWith(module)))
                    .as("classes of " + module)
                    .hasSizeGreaterThan(30);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(classes);
    }

    static Stream<ArchRule> rules() {
        return Stream.of(modules(), packages(), habits()).flatMap(List::stream);
    }

    private static List<ArchRule> modules() {
        return List.of(
                noClasses()
                        .that(resideInAPackage("dev.davit.operator.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.davit.gateway.."))
                        .because("operator and gateway meet only at the API server"),
                noClasses()
                        .that(resideInAPackage("dev.davit.gateway.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.davit.operator.."))
                        .because("operator and gateway meet only at the API server"),
                classes()
                        .that(resideInAPackage("dev.davit.api.."))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.davit.api..",
                                "java..",
                                "javax.crypto..",
                                "com.fasterxml.jackson..",
                                "io.fabric8.."))
                        .because("the model is the JDK, Jackson and Fabric8's annotations"),
                classes()
                        .that(resideInAPackage("dev.davit.transfer.."))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.davit.transfer..", "java..", "javax.crypto..", "javax.net.ssl.."))
                        .because("what handles strangers' bytes is small enough to be read"),
                noClasses()
                        .that(resideInAPackage("dev.davit.network.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("dev.davit.operator..", "dev.davit.gateway.."))
                        .because("the model of the network judges the compiler, and must not be it"));
    }

    private static List<ArchRule> packages() {
        return List.of(
                noClasses()
                        .that(resideInAnyPackage(
                                "dev.davit.gateway.kernel..",
                                "dev.davit.gateway.catalog..",
                                "dev.davit.gateway.environment..",
                                "dev.davit.gateway.dispatch..",
                                "dev.davit.gateway.scale..",
                                "dev.davit.gateway.async..",
                                "dev.davit.gateway.meter..",
                                "dev.davit.gateway.observe.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "io.quarkus..",
                                "io.vertx..",
                                "jakarta..",
                                "io.fabric8..",
                                "io.micrometer..",
                                "io.opentelemetry.."))
                        .because("the gateway's core runs in a unit test"),
                noClasses()
                        .that(resideOutsideOfPackage("dev.davit.gateway.otlp.."))
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
                        .because("tracing is behind a port, and loaded only where it is on"),
                noClasses()
                        .that(resideInAPackage("dev.davit.gateway.dispatch.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("dev.davit.gateway.http..", "dev.davit.gateway.kube.."))
                        .because("adapters know the core, not the other way round"),
                noClasses()
                        .that(resideInAPackage("dev.davit.operator.kernel.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "dev.davit.operator.lambda..", "dev.davit.operator.ecs..", "dev.davit.operator.ec2.."))
                        .because("the kernel has no domain words"),
                noClasses()
                        .that(resideInAPackage("dev.davit.operator..").and(not(resideInAPackage("..ec2.policy.."))))
                        .should()
                        .dependOnClassesThat(simpleName("NetworkPolicyBuilder"))
                        .because("the compiler alone builds NetworkPolicies"),
                slices().matching("dev.davit.operator.lambda.(*)..").should().notDependOnEachOther(),
                slices().matching("dev.davit.operator.ecs.(*)..").should().notDependOnEachOther(),
                slices().matching("dev.davit.operator.(*)..").should().beFreeOfCycles(),
                slices().matching("dev.davit.gateway.(**)").should().beFreeOfCycles());
    }

    private static List<ArchRule> habits() {
        return List.of(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because("a condition is awaited, not slept for"),
                noClasses()
                        .that()
                        .haveNameNotMatching("dev\\.davit\\.gateway\\.kernel\\.Clock.*")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Clock.class, "systemDefaultZone")
                        .because("time comes through a Clock"),
                noClasses()
                        .should()
                        .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..manager..")
                        .because("a package is named after what it is about"),
                noClasses()
                        .should()
                        .haveNameMatching(".*\\.[A-Za-z]+(Impl|Utils|Util|Helper|Manager|Data|Info)")
                        .because("a class is named after what it is"));
    }
}
