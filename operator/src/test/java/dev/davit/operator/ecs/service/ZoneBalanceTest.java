package dev.davit.operator.ecs.service;

import static dev.davit.operator.ecs.service.RollingTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.ecs.service.plan.ZoneBalance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that asks for it has its tasks evenly in the zones. */
class ZoneBalanceTest {

    private static World inZones(String... zones) {
        World world = new World(zones.length);
        world.service.getSpec().availabilityZoneRebalancing = "ENABLED";
        world.settle();
        for (int i = 0; i < zones.length; i++) {
            zone(world, "web-1-" + (i + 1), zones[i]);
        }
        world.zones.addAll(List.of("a", "b"));
        return world;
    }

    private static void zone(World world, String task, String zone) {
        world.tasks.get(task).getStatus().availabilityZone = zone;
    }

    /** Runs what was started in that zone, until it counts. */
    private static void start(World world, String task, String zone) {
        world.runAll();
        zone(world, task, zone);
        world.pass(40);
        world.reconcile();
    }

    @Test
    void movesOneTaskAtATimeToTheZoneWithFewest() {
        World world = inZones("a", "a", "a", "a");
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3", "web-1-4", "web-1-5");
        start(world, "web-1-5", "b");
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3", "web-1-5");
        world.drain();
        world.reconcile();
        assertThat(world.live()).as("not before a while is over").hasSize(4);
        world.pass(ZoneBalance.PAUSE.toSeconds());
        world.reconcile();
        start(world, "web-1-6", "b");
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-5", "web-1-6");
        world.drain();
        world.pass(ZoneBalance.PAUSE.toSeconds());
        world.reconcile();
        assertThat(world.live()).as("even").hasSize(4);
    }

    @Test
    void looksAgainWhenTheWhileIsOver() {
        World world = inZones("a", "a", "a");
        world.pass(-500);
        var at = world.decide().tasks().getLast().at();
        assertThat(world.decide().plan().starts()).isEmpty();
        assertThat(world.decide().plan().again()).contains(at.plus(ZoneBalance.PAUSE));
    }

    @Test
    void leavesTasksWhereTheyAreWhenThatIsEvenOrNotAskedFor() {
        for (World world : Arrays.asList(inZones("a", "a", "b"), notAsked())) {
            world.reconcile();
            assertThat(world.live()).hasSize(3);
        }
    }

    private static World notAsked() {
        World world = inZones("a", "a", "a");
        world.service.getSpec().availabilityZoneRebalancing = null;
        return world;
    }

    @Test
    void aTaskThatCannotGoElsewhereIsNotMovedAgainAndAgain() {
        World world = inZones("a", "a", "a");
        int made = 0;
        for (int minute = 0; minute < 60; minute++) {
            world.reconcile();
            world.runAll();
            world.tasks.values().forEach(task -> task.getStatus().availabilityZone = "a");
            world.drain();
            world.pass(60);
        }
        made = (int) world.tasks.values().stream()
                .mapToLong(ServiceNames::index)
                .max()
                .orElseThrow();
        assertThat(made).as("one in ten minutes").isLessThanOrEqualTo(3 + 6);
    }
}
