package dev.davit.operator.fargate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityProvidersTest {

    private final CapacityProviders providers = CapacityProviders.parse(Optional.of(
            "{\"FARGATE_SPOT\":{\"nodeSelector\":{\"spot\":\"true\"}},\"gvisor\":{\"runtimeClassName\":\"gvisor\"}}"));

    private static CapacityProviderStrategyItem item(String name, Integer weight, Integer base) {
        CapacityProviderStrategyItem item = new CapacityProviderStrategyItem();
        item.capacityProvider = name;
        item.weight = weight;
        item.base = base;
        return item;
    }

    @Test
    void fargateIsAlwaysThereAndIsAnyNode() {
        assertThat(providers.problem(null)).isEmpty();
        assertThat(providers.problem(List.of(item("FARGATE", null, null)))).isEmpty();
        assertThat(providers.choose(null, "uid")).isEmpty();
        assertThat(providers.get(Optional.empty()).nodeSelector()).isEmpty();
        assertThat(providers.get(Optional.of("gvisor")).runtimeClassName()).isEqualTo("gvisor");
    }

    @Test
    void refusesAnUnknownOneAndNamesThoseThereAre() {
        assertThat(providers.problem(List.of(item("kata", 1, null)))).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("The specified capacity provider 'kata' was not found")
                .contains("FARGATE, FARGATE_SPOT, gvisor"));
    }

    @Test
    void refusesAStrategyOfNothingButWeightZero() {
        assertThat(providers.problem(List.of(item("FARGATE", 0, null), item("gvisor", null, null))))
                .hasValueSatisfying(problem -> assertThat(problem).contains("weight of 0"));
        assertThat(providers.problem(List.of(item("gvisor", 0, null)))).isEmpty();
    }

    @Test
    void drawsByWeightAndTheSameForTheSameTask() {
        var strategy = List.of(item("FARGATE", 1, null), item("FARGATE_SPOT", 3, null), item("gvisor", 0, null));
        Map<String, Integer> drawn = new HashMap<>();
        for (int task = 0; task < 4000; task++) {
            String name = providers.choose(strategy, "task-" + task).orElseThrow();
            assertThat(providers.choose(strategy, "task-" + task)).contains(name);
            drawn.merge(name, 1, Integer::sum);
        }
        assertThat(drawn.get("FARGATE")).isBetween(900, 1100);
        assertThat(drawn).doesNotContainKey("gvisor");
    }

    @Test
    void aBaseIsServedFirst() {
        assertThat(providers.choose(List.of(item("FARGATE_SPOT", 100, null), item("FARGATE", 1, 1)), "uid"))
                .contains("FARGATE");
    }

    @Test
    void aMistakeOfTheInstallationIsSaidAtItsStart() {
        assertThatThrownBy(() -> CapacityProviders.parse(Optional.of("[]")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DAVIT_CAPACITY_PROVIDERS");
        assertThatThrownBy(() -> CapacityProviders.parse(Optional.of("{\"a\":{\"hostNetwork\":true}}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
