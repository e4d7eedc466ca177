package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void dropsManagedFieldsAndKubectlsCopyAndNothingElse() {
        ConfigMap lean = Lean.metadata(read(Map.of("own", "1", Lean.LAST_APPLIED, "{all of it}")));

        ConfigMap without = read(Map.of("own", "1"));
        without.getMetadata().setManagedFields(List.of());
        assertThat(Matching.tree(lean)).isEqualTo(Matching.tree(without));
    }

    @Test
    void takesWhatIsLeanAlready() {
        ConfigMap once = Lean.metadata(read(Map.of()));

        assertThat(Matching.tree(Lean.metadata(once))).isEqualTo(Matching.tree(Lean.metadata(read(Map.of()))));
    }

    @Test
    void sharesWordsThatObjectsHaveInCommon() {
        ConfigMap one = Lean.metadata(read(Map.of()));
        ConfigMap other = Lean.metadata(read(Map.of()));

        assertThat(one.getMetadata().getNamespace())
                .isSameAs(other.getMetadata().getNamespace());
        assertThat(one.getMetadata().getOwnerReferences().getFirst().getKind())
                .isSameAs(other.getMetadata().getOwnerReferences().getFirst().getKind());
        assertThat(one.getMetadata().getAnnotations())
                .isSameAs(other.getMetadata().getAnnotations())
                .isEmpty();
    }

    @Test
    void keepsConditionsAsTheyAre() {
        List<Condition> lean = Lean.conditions(List.of(condition()));

        assertThat(lean).containsExactly(condition());
        assertThat(lean.getFirst().getMessage())
                .isSameAs(Lean.conditions(List.of(condition())).getFirst().getMessage());
        assertThat(Lean.conditions(null)).isNull();
    }

    /** Otherwise a status that was just written would not be in the cache when the next pass reads it. */
    @Test
    void isTheSameAsTheServersAnswerToAStatusWrite() {
        ConfigMap cached = Lean.metadata(read(Map.of("own", "1", Lean.LAST_APPLIED, "{all of it}")));

        assertThat(Caches.sameButStatus(
                        cached.getMetadata(),
                        read(Map.of("own", "1", Lean.LAST_APPLIED, "{new}")).getMetadata()))
                .isTrue();
        assertThat(Caches.sameButStatus(
                        cached.getMetadata(), read(Map.of("own", "2")).getMetadata()))
                .isFalse();
        assertThat(Caches.sameButStatus(
                        Lean.metadata(read(Map.of())).getMetadata(),
                        read(Map.of()).getMetadata()))
                .isTrue();
    }

    private static Condition condition() {
        return JSON.clone(new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("Ready")
                .withMessage("1 environment is ready.")
                .withObservedGeneration(3L)
                .withLastTransitionTime("2026-01-01T00:00:00Z")
                .build());
    }

    /** As it comes from the server: no string is another one's. */
    private static ConfigMap read(Map<String, String> annotations) {
        return JSON.clone(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("one")
                .withNamespace("there")
                .withUid("u1")
                .withGeneration(2L)
                .withResourceVersion("7")
                .withLabels(Map.of("a", "b"))
                .withAnnotations(annotations)
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("Thing")
                .withName("owner")
                .withUid("u0")
                .endOwnerReference()
                .addNewManagedField()
                .withManager("kubectl")
                .endManagedField()
                .endMetadata()
                .withData(Map.of("key", "value"))
                .build());
    }
}
