package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every CRD must have. */
class CrdRulesTest {

    private static final List<CustomResourceDefinition> CRDS = Schemas.crds();

    static List<CustomResourceDefinition> crds() {
        return CRDS;
    }

    @ParameterizedTest
    @MethodSource("crds")
    void describesEveryField(CustomResourceDefinition crd) {
        assertThat(Schemas.byPath(crd)).allSatisfy((path, schema) -> assertThat(
                        path.endsWith("[]") || path.endsWith("{}") ? "an entry" : schema.getDescription())
                .as(path)
                .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("crds")
    void typesEveryFieldAndKeepsNothingUnknown(CustomResourceDefinition crd) {
        assertThat(Schemas.byPath(crd)).allSatisfy((path, schema) -> {
            assertThat(schema.getType()).as(path).isNotNull();
            assertThat(schema.getXKubernetesPreserveUnknownFields()).as(path).isNull();
            assertThat(schema.getXKubernetesEmbeddedResource()).as(path).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void fitsIntoAnAnnotationOfKubectlApply(CustomResourceDefinition crd) {
        assertThat(Yaml.of(crd).getBytes(StandardCharsets.UTF_8).length).isLessThan(262_144);
    }

    @ParameterizedTest
    @MethodSource("crds")
    void limitsWhatUsersWriteInLength(CustomResourceDefinition crd) {
        Schemas.byPath(crd).forEach((path, schema) -> {
            if (path.startsWith("spec")
                    && !path.endsWith("[]")
                    && !path.endsWith("{}")
                    && schema.getEnum().isEmpty()) {
                assertThat(isLimited(schema)).as(path).isTrue();
            }
        });
    }

    private static boolean isLimited(JSONSchemaProps schema) {
        return switch (schema.getType()) {
            case "string" -> schema.getMaxLength() != null;
            case "array" -> schema.getMaxItems() != null;
            case "object" -> schema.getAdditionalProperties() == null || schema.getMaxProperties() != null;
            default -> true;
        };
    }

    @ParameterizedTest
    @MethodSource("crds")
    void showsReadyReasonAndAgeInTheOrderOfItsClass(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        Class<?> kind = Kinds.ALL.stream()
                .filter(each ->
                        each.getSimpleName().equals(crd.getSpec().getNames().getKind()))
                .findFirst()
                .orElseThrow();
        assertThat(version.getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactlyElementsOf(List.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class)).stream()
                        .map(AdditionalPrinterColumn::name)
                        .toList())
                .contains("Ready", "Reason", "Age");
    }

    @ParameterizedTest
    @MethodSource("crds")
    void startsWithAStatusThatIsOutOfDate(CustomResourceDefinition crd) {
        JSONSchemaProps status = Schemas.root(crd).getProperties().get("status");
        assertThat(status.getDefault()).hasToString("{\"observedGeneration\":-1}");
        assertThat(status.getProperties().get("conditions").getXKubernetesListMapKeys())
                .containsExactly("type");
        assertThat(crd.getSpec().getVersions().getFirst().getSubresources().getStatus())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void saysTheFixInEveryRule(CustomResourceDefinition crd) {
        assertThat(Schemas.rules(crd)).allSatisfy(rule -> {
            assertThat(text(rule)).as(rule.getRule()).hasSizeBetween(40, 2048);
        });
    }

    @Test
    void hasShortNamesAndCategoriesThatNobodyElseHas() {
        Set<String> seen = new HashSet<>();
        CRDS.forEach(crd -> {
            assertThat(crd.getSpec().getNames().getCategories())
                    .contains("davit")
                    .doesNotContain("all");
            assertThat(crd.getSpec().getNames().getShortNames())
                    .allSatisfy(name -> assertThat(seen.add(name)).as(name).isTrue());
        });
        assertThat(seen).hasSize(CRDS.size()).doesNotContain("fn", "ver", "rt", "svc", "td");
    }

    @ParameterizedTest
    @CsvSource({
        "EnvironmentPool, .spec.replicas, .status.replicas,",
        "Service, .spec.desiredCount, .status.runningCount, .status.labelSelector"
    })
    void scalesPoolsAndServices(String kind, String wanted, String there, String selector) {
        assertThat(CRDS)
                .filteredOn(crd -> kind.equals(crd.getSpec().getNames().getKind()))
                .extracting(crd ->
                        crd.getSpec().getVersions().getFirst().getSubresources().getScale())
                .singleElement()
                .satisfies(scale -> {
                    assertThat(scale.getSpecReplicasPath()).isEqualTo(wanted);
                    assertThat(scale.getStatusReplicasPath()).isEqualTo(there);
                    assertThat(scale.getLabelSelectorPath()).isEqualTo(selector);
                });
    }

    @Test
    void scalesNothingElse() {
        assertThat(CRDS)
                .filteredOn(crd ->
                        crd.getSpec().getVersions().getFirst().getSubresources().getScale() != null)
                .extracting(crd -> crd.getSpec().getNames().getKind())
                .containsExactlyInAnyOrder("EnvironmentPool", "Service");
    }

    @Test
    void hasABadFixtureForEveryRule() {
        List<Fixture> bad = Fixture.bad();
        assertThat(CRDS.stream().flatMap(crd -> Schemas.rules(crd).stream()))
                .allSatisfy(rule -> assertThat(bad).as(text(rule)).anyMatch(fixture -> text(rule)
                        .contains(fixture.expected())));
    }

    private static String text(ValidationRule rule) {
        return rule.getMessage() == null ? rule.getMessageExpression() : rule.getMessage();
    }
}
