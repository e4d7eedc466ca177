package dev.davit.operator.ecs.service;

import static dev.davit.operator.ecs.service.RollingTest.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks of a service run where its strategy says. */
class CapacityProvidersOfServicesTest {

    @Test
    void givesItsTasksToCapacityProvidersTheBaseFirstAndThenByWeight() {
        World world = new World(8);
        world.service.getSpec().capacityProviderStrategy = List.of(share("FARGATE", 2, 1), share("SPOT", 0, 2));
        world.service.getSpec().enableExecuteCommand = true;
        world.settle();
        assertThat(world.tasks.values())
                .extracting(task -> task.getSpec().capacityProviderStrategy.getFirst().capacityProvider)
                .containsExactly("FARGATE", "FARGATE", "SPOT", "FARGATE", "SPOT", "SPOT", "FARGATE", "SPOT");
        assertThat(world.tasks.values()).allMatch(task -> task.getSpec().enableExecuteCommand);
        world.stopped(world.tasks.get("web-1-1"));
        world.reconcile();
        assertThat(world.tasks.get("web-1-9").getSpec().capacityProviderStrategy.getFirst().capacityProvider)
                .isEqualTo("FARGATE");
    }

    @Test
    void refusesACapacityProviderThatIsNotThere() {
        World world = new World(1);
        world.service.getSpec().capacityProviderStrategy = List.of(share("gvisor", 0, 1));
        world.reconcile();
        assertThat(ready(world)).isEqualTo("False CapacityProviderNotFound");
        assertThat(world.tasks).isEmpty();
    }

    private static CapacityProviderStrategyItem share(String provider, int base, int weight) {
        CapacityProviderStrategyItem item = new CapacityProviderStrategyItem();
        item.capacityProvider = provider;
        item.base = base;
        item.weight = weight;
        return item;
    }
}
