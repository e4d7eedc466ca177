package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.CanaryConfiguration;
import dev.davit.api.ecs.v1alpha1.DeploymentLifecycleHook;
import dev.davit.api.ecs.v1alpha1.LifecycleHookTimeoutConfiguration;
import dev.davit.api.ecs.v1alpha1.LinearConfiguration;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.kernel.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blue/green, linear and canary deployments against a clock of the test's own. */
class StagedRolloutTest {

    private static World serving(String strategy) {
        World world = new World(2).balanced(strategy);
        world.settle();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(shift(world, "prod")).isEqualTo(Map.of("blue", 100, "green", 0));
        return world;
    }

    private static Map<String, Integer> shift(World world, String rule) {
        return World.weights(world.service.getStatus().trafficShifts.stream()
                .filter(s -> s.listenerRule.equals(rule))
                .findFirst()
                .orElseThrow());
    }

    /** Passes until nothing changes any more: what can be done now is done. */
    private static void now(World world) {
        for (int i = 0; i < 6; i++) {
            world.reconcile();
            world.runAll();
            world.takeShifts();
        }
    }

    private static List<Long> live(World world) {
        return world.live().stream().map(TaskView::deployment).toList();
    }

    @Test
    void bothRevisionsKeepAllTheirTasksWhileNodesAreDrained() {
        World world = serving("CANARY");
        assertThat(DrainedNodesTest.fewest(world)).isEqualTo(2);
        world.deploy(2);
        now(world);
        assertThat(world.primary().lifecycleStage).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(DrainedNodesTest.fewest(world)).isEqualTo(4);
        world.tasks.get("web-1-1").getStatus().nodeName = "full";
        world.tasks.get("web-2-1").getStatus().nodeName = "full";
        world.draining.add("full");
        world.reconcile();
        assertThat(live(world)).containsExactly(1L, 1L, 1L, 2L, 2L, 2L);
        world.runAll();
        world.reconcile();
        assertThat(world.live()).extracting(TaskView::name).containsExactly("web-1-2", "web-1-3", "web-2-2", "web-2-3");
    }

    @Test
    void registersTheNewTasksInTheOtherGroupAndMovesTrafficOnlyWhenAllAreHealthy() {
        World world = serving("BLUE_GREEN");
        world.deploy(2);
        world.reconcile();
        world.takeShifts();
        world.reconcile();
        assertThat(world.primary().lifecycleStage).isEqualTo("SCALE_UP");
        assertThat(world.primary().targetGroups).extracting(g -> g.targetGroup).containsExactly("green");
        assertThat(live(world)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(world.tasks.get("web-2-1").getSpec().loadBalancers.getFirst().targetGroup)
                .isEqualTo("green");
        world.run(world.tasks.get("web-2-1"));
        world.reconcile();
        assertThat(world.primary().lifecycleStage).isEqualTo("SCALE_UP");
        assertThat(shift(world, "prod")).isEqualTo(Map.of("blue", 100, "green", 0));
        world.runAll();
        world.reconcile();
        assertThat(world.primary().lifecycleStage).isEqualTo("TEST_TRAFFIC_SHIFT");
        assertThat(shift(world, "test")).isEqualTo(Map.of("green", 100, "blue", 0));
        assertThat(shift(world, "prod")).isEqualTo(Map.of("blue", 100, "green", 0));
        world.takeShifts();
        world.reconcile();
        assertThat(world.primary().lifecycleStage).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(shift(world, "prod")).isEqualTo(Map.of("green", 100, "blue", 0));
        assertThat(live(world)).as("blue stays until the Rules have it").containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void stopsTheOldTasksOnlyWhenTheRulesHaveTheWeightsAndTheBakeTimeIsOver() {
        World world = serving("BLUE_GREEN");
        world.service.getSpec().deploymentConfiguration.bakeTimeInMinutes = 5;
        world.deploy(2);
        now(world);
        assertThat(world.primary().lifecycleStage).isEqualTo("BAKE_TIME");
        assertThat(live(world)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(world.decide().again())
                .contains(Instant.parse(world.primary().lifecycleStageSince).plus(Duration.ofMinutes(5)));
        world.pass(300);
        now(world);
        assertThat(live(world)).containsExactly(2L, 2L);
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        world.drain();
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(shift(world, "prod")).isEqualTo(Map.of("green", 100, "blue", 0));
        assertThat(world.service.getStatus().deployments).hasSize(1);
    }

    @Test
    void takesTurnsInTheTwoGroups() {
        World world = serving("BLUE_GREEN");
        world.deploy(2);
        world.settle();
        world.deploy(3);
        world.settle();
        assertThat(world.primary().number).isEqualTo(3);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.primary().targetGroups).extracting(g -> g.targetGroup).containsExactly("blue");
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("blue", 100, "green", 0));
    }

    @Test
    void givesACanaryItsShareAndAfterItsBakeTimeTheRest() {
        World world = serving("CANARY");
        world.service.getSpec().deploymentConfiguration.canaryConfiguration = new CanaryConfiguration();
        world.service.getSpec().deploymentConfiguration.canaryConfiguration.canaryPercent = 2.5;
        world.deploy(2);
        now(world);
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("green", 25, "blue", 975));
        world.pass(599);
        now(world);
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("green", 25, "blue", 975));
        world.pass(1);
        now(world);
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("green", 100, "blue", 0));
    }

    @Test
    void movesTrafficInEqualStepsWhenLinear() {
        World world = serving("LINEAR");
        world.service.getSpec().deploymentConfiguration.linearConfiguration = new LinearConfiguration();
        world.service.getSpec().deploymentConfiguration.linearConfiguration.stepPercent = 30.0;
        world.service.getSpec().deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes = 2;
        world.deploy(2);
        List<Integer> shares = new ArrayList<>();
        for (int minute = 0; minute < 8; minute += 2) {
            now(world);
            shares.add(world.rules.get("prod").get("green"));
            world.pass(120);
        }
        assertThat(shares).containsExactly(30, 60, 90, 100);
        assertThat(live(world)).as("no wait after the last step").containsExactly(2L, 2L);
    }

    @Test
    void goesBackWithTrafficFirstWhenTheNewTasksFail() {
        World world = serving("CANARY").breaker(true);
        world.deploy(2);
        now(world);
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("green", 5, "blue", 95));
        for (int i = 0; i < 20 && world.primary().number == 2; i++) {
            world.tasks.values().stream()
                    .filter(task -> task.getSpec().startedBy.equals(world.primary().id))
                    .filter(task -> task.getStatus() == null || "RUNNING".equals(task.getStatus().lastStatus))
                    .forEach(world::fails);
            world.pass(20);
            world.reconcile();
        }
        assertThat(world.primary().number).isEqualTo(1);
        assertThat(shift(world, "prod")).isEqualTo(Map.of("blue", 100, "green", 0));
        world.settle();
        assertThat(live(world)).containsExactly(1L, 1L);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(Conditions.find(world.service.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getReason())
                .isEqualTo("DeploymentRolledBack");
    }

    @Test
    void anEditDuringADeploymentTakesTrafficBackBeforeTheNextOneStarts() {
        World world = serving("CANARY");
        world.deploy(2);
        now(world);
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("green", 5, "blue", 95));
        world.deploy(3);
        world.reconcile();
        assertThat(world.primary().lifecycleStage).isEqualTo("RECONCILE_SERVICE");
        assertThat(live(world)).as("still sent requests").containsExactly(1L, 1L, 2L, 2L);
        world.takeShifts();
        world.reconcile();
        assertThat(live(world)).containsExactly(1L, 1L);
        world.drain();
        now(world);
        assertThat(live(world)).containsExactly(1L, 1L, 3L, 3L);
        assertThat(world.primary().targetGroups).extracting(g -> g.targetGroup).containsExactly("green");
    }

    @Test
    void replacesWhatServesWhileTheNewOneIsOnItsWay() {
        World world = serving("CANARY");
        world.deploy(2);
        now(world);
        world.stopped(world.tasks.get("web-1-1"));
        world.reconcile();
        assertThat(live(world)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(world.tasks).containsKey("web-1-3");
    }

    private static World paused(String action) {
        World world = serving("BLUE_GREEN");
        DeploymentLifecycleHook hook = new DeploymentLifecycleHook();
        hook.targetType = "PAUSE";
        hook.lifecycleStages = List.of("POST_TEST_TRAFFIC_SHIFT");
        hook.timeoutConfiguration = new LifecycleHookTimeoutConfiguration();
        hook.timeoutConfiguration.timeoutInMinutes = 30;
        hook.timeoutConfiguration.action = action;
        world.service.getSpec().deploymentConfiguration.lifecycleHooks = List.of(hook);
        world.deploy(2);
        now(world);
        assertThat(world.primary().lifecycleStage).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(world.primary().lifecycleHookDetails).singleElement().satisfies(detail -> assertThat(detail.status)
                .isEqualTo("AWAITING_ACTION"));
        assertThat(Conditions.find(world.service.getStatus().conditions, "Deployed")
                        .orElseThrow()
                        .getMessage())
                .contains("ecs.davit.dev/continue-deployment", "2-POST_TEST_TRAFFIC_SHIFT");
        return world;
    }

    @Test
    void waitsAtAHookUntilSomebodySaysToContinue() {
        World world = paused(null);
        world.service
                .getMetadata()
                .setAnnotations(Map.of("ecs.davit.dev/continue-deployment", "2-POST_TEST_TRAFFIC_SHIFT"));
        world.settle();
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }

    @Test
    void goesBackAtAHookWhenSomebodySaysSo() {
        World world = paused("CONTINUE");
        world.service
                .getMetadata()
                .setAnnotations(Map.of("ecs.davit.dev/rollback-deployment", "2-POST_TEST_TRAFFIC_SHIFT"));
        world.settle();
        assertThat(world.primary().number).isEqualTo(1);
        assertThat(live(world)).containsExactly(1L, 1L);
        assertThat(world.numbered(2).orElseThrow().rolloutStateReason).contains("was rolled back");
    }

    @Test
    void goesBackWhenNobodyResolvesAHookInTime() {
        World world = paused(null);
        world.pass(1799);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(2);
        world.pass(1);
        world.settle();
        assertThat(world.primary().number).isEqualTo(1);
    }

    @Test
    void goesOnWhenNobodyResolvesAHookThatSaysContinue() {
        World world = paused("CONTINUE");
        world.pass(1800);
        world.reconcile();
        assertThat(world.primary().lifecycleHookDetails).singleElement().satisfies(detail -> assertThat(detail.status)
                .isEqualTo("TIMED_OUT"));
        world.settle();
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /** Invariant 6 of ADR 24: no task is stopped whose group is sent requests, unless the other one of its group stays. */
    @ParameterizedTest
    @MethodSource("seeds")
    void stopsNothingThatIsSentRequestsWhateverHappens(long seed) {
        Random random = new Random(seed);
        World world = serving(List.of("BLUE_GREEN", "LINEAR", "CANARY").get(random.nextInt(3)));
        if (random.nextBoolean()) {
            world.breaker(true);
        }
        for (int step = 0; step < 120; step++) {
            if (random.nextInt(12) == 0) {
                world.deploy(Math.max(1, world.revision + (random.nextInt(3) == 0 ? -1 : 1)));
            }
            Map<String, List<TaskView>> before = healthyByGroup(world);
            world.reconcile(random.nextInt(3) == 0 ? random.nextInt(4) : Integer.MAX_VALUE);
            Map<String, List<TaskView>> after = healthyByGroup(world);
            before.forEach((group, tasks) -> {
                if (world.rules.get("prod").getOrDefault(group, 0) > 0 && !tasks.isEmpty()) {
                    assertThat(after.get(group)).as("tasks of " + group).isNotEmpty();
                }
            });
            if (random.nextBoolean()) {
                world.takeShifts();
            }
            for (Task task : List.copyOf(world.tasks.values())) {
                if (task.getStatus() == null
                        && !"STOPPED".equals(task.getSpec().desiredStatus)
                        && random.nextBoolean()) {
                    if (task.getSpec().taskDefinition.endsWith("4")) {
                        world.fails(task);
                    } else {
                        world.run(task);
                    }
                }
            }
            if (random.nextBoolean()) {
                world.drain();
            }
            world.pass(random.nextInt(200));
        }
        world.deploy(101);
        for (int i = 0; i < 200; i++) {
            world.settle();
            if ("COMPLETED".equals(world.primary().rolloutState)) {
                break;
            }
            world.pass(600);
        }
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.live()).hasSize(2).allMatch(task -> task.deployment() == world.primary().number);
        assertThat(world.decide().plan().starts()).isEmpty();
        assertThat(world.decide().plan().stops()).isEmpty();
    }

    private static Map<String, List<TaskView>> healthyByGroup(World world) {
        return Map.of("blue", healthyOf(world, "blue"), "green", healthyOf(world, "green"));
    }

    private static List<TaskView> healthyOf(World world, String group) {
        return world.views().stream()
                .filter(TaskView::healthy)
                .filter(task -> world.tasks
                        .get(task.name())
                        .getSpec()
                        .loadBalancers
                        .getFirst()
                        .targetGroup
                        .equals(group))
                .toList();
    }
}
