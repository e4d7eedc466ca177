package dev.davit.operator.ecs.service;

import static dev.davit.operator.ecs.service.RollingTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What services do about nodes that somebody wants empty: ADR 29. */
class DrainedNodesTest {

    @Test
    void movesTasksOffANodeThatIsDrainedAndStopsOneOnlyWhenAnotherIsHealthy() {
        World world = new World(2);
        world.settle();
        world.tasks.get("web-1-1").getStatus().nodeName = "full";
        world.draining.add("full");
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3");
        world.runAll();
        world.reconcile();
        assertThat(names(world)).as("not healthy yet").containsExactly("web-1-1", "web-1-2", "web-1-3");
        world.pass(40);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-2", "web-1-3");
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }

    @Test
    void keepsItsTasksWhereTheyAreWhenTheNodeIsNotDrainedAnyMore() {
        World world = new World(2);
        world.settle();
        world.tasks.values().forEach(task -> task.getStatus().nodeName = "full");
        world.draining.add("full");
        world.reconcile();
        assertThat(world.live()).hasSize(4);
        world.draining.clear();
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2");
    }

    @Test
    void anEvictionHasToLeaveTheFewestHealthyTasks() {
        World world = new World(3).percents(50, 200);
        world.settle();
        assertThat(fewest(world)).isEqualTo(2);
        world.percents(0, 200);
        assertThat(DisruptionBudget.of(world.inputs(), world.decide())).isEmpty();
    }

    @Test
    void aServiceThatStartsNoTasksLetsGoOfNodes() {
        World world = new World(1).breaker(false);
        for (int i = 0; i < 20; i++) {
            world.reconcile();
            world.tasks.values().stream()
                    .filter(task -> task.getStatus() == null)
                    .forEach(world::fails);
            world.pass(30);
        }
        assertThat(world.primary().rolloutState).isEqualTo("FAILED");
        assertThat(DisruptionBudget.of(world.inputs(), world.decide())).isEmpty();
    }

    static int fewest(World world) {
        return DisruptionBudget.of(world.inputs(), world.decide())
                .orElseThrow()
                .getSpec()
                .getMinAvailable()
                .getIntVal();
    }
}
