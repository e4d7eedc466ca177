package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.kernel.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rolling deployments, pass by pass. */
class RollingTest {

    static String ready(World world) {
        return Conditions.find(world.service.getStatus().conditions, "Ready")
                .map(c -> c.getStatus() + " " + c.getReason())
                .orElseThrow();
    }

    static List<String> names(World world) {
        return world.live().stream().map(TaskView::name).toList();
    }

    @Test
    void startsAsManyTasksAsAreWantedAndCompletesWhenTheyHaveRunForFortySeconds() {
        World world = new World(3);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3");
        assertThat(world.primary().id).matches("ecs-svc/[0-9]{19}");
        assertThat(world.primary().rolloutStateReason)
                .isEqualTo("ECS deployment " + world.primary().id + " in progress.");
        world.runAll();
        world.pass(39);
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        assertThat(world.decide().again()).contains(world.now.plusSeconds(1));
        world.pass(1);
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.primary().rolloutStateReason)
                .isEqualTo("ECS deployment " + world.primary().id + " completed.");
        assertThat(ready(world)).isEqualTo("True Ready");
        assertThat(world.service.getStatus().runningCount).isEqualTo(3);
    }

    @Test
    void startsAllNewTasksAndStopsOldOnesAsNewOnesBecomeHealthy() {
        World world = new World(4);
        world.settle();
        world.deploy(2);
        world.reconcile();
        assertThat(world.live()).hasSize(8);
        assertThat(world.live().stream().filter(TaskView::healthy)).hasSize(4);
        world.runAll();
        world.pass(40);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-2-1", "web-2-2", "web-2-3", "web-2-4");
        assertThat(world.primary().rolloutState)
                .as("old tasks are still draining")
                .isEqualTo("IN_PROGRESS");
        assertThat(world.service.getStatus().deployments)
                .extracting(d -> d.status)
                .containsExactly("PRIMARY", "ACTIVE");
        world.drain();
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.service.getStatus().deployments).hasSize(1);
    }

    @Test
    void goesInBatchesWhereThereIsNoRoomForMore() {
        World world = new World(4).percents(50, 100);
        world.settle();
        world.deploy(2);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-2-1", "web-2-2");
        world.reconcile();
        assertThat(world.live()).hasSize(4);
        world.runAll();
        world.pass(40);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-2-1", "web-2-2", "web-2-3", "web-2-4");
    }

    @Test
    void tripsTheBreakerAndGoesBackToTheLastCompletedDeploymentWithoutTouchingItsTasks() {
        World world = new World(4).breaker(true);
        world.settle();
        String good = world.primary().id;
        List<String> before = names(world);
        world.deploy(2);
        for (int i = 0; i < 30 && world.primary().number != 1 || i == 0; i++) {
            world.reconcile();
            world.tasks.values().stream()
                    .filter(task -> ServiceNames.deployment(task) == 2 && task.getStatus() == null)
                    .limit(1)
                    .forEach(world::fails);
            world.pass(5);
        }
        assertThat(world.primary().id).isEqualTo(good);
        assertThat(world.primary().rolloutStateReason)
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId " + good + ".");
        assertThat(world.numbered(2).orElseThrow().rolloutState).isEqualTo("FAILED");
        assertThat(world.numbered(2).orElseThrow().rolloutStateReason)
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        world.settle();
        assertThat(names(world)).isEqualTo(before);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(ready(world)).isEqualTo("False DeploymentRolledBack");
        assertThat(Conditions.isTrue(world.service.getStatus().conditions, "Stalled"))
                .isTrue();
        assertThat(Conditions.find(world.service.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("tasks failed to start", "CannotPullContainerError: no such image");
    }

    /** The gateway tells it before there is one. */
    @Test
    void aDeploymentHasTheIdOfTheNumberAfterTheHighestThatThereWas() {
        World world = failed();
        long failed = world.service.getStatus().lastDeploymentNumber;
        world.deploy(1);
        world.settle();
        assertThat(world.numbered(failed)).isEmpty();
        world.tasks.keySet().removeIf(name -> name.startsWith("web-" + failed + "-"));
        world.deploy(3);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(failed + 1);
        assertThat(world.primary().id).isEqualTo(DeploymentIdentity.id("uid-of-web", failed + 1));
        assertThat(world.service.getStatus().lastDeploymentNumber).isEqualTo(failed + 1);
    }

    @Test
    void doesNotTryAgainWhatFailedUntilTheSpecChanges() {
        World world = failed();
        world.settle();
        assertThat(world.tasks.keySet())
                .filteredOn(name -> name.startsWith("web-3"))
                .isEmpty();
        world.service.getSpec().forceNewDeployment = "again";
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(3);
        assertThat(world.numbered(2)).isEmpty();
    }

    @Test
    void isReadyAgainWhenTheSpecGoesBackToWhatRuns() {
        World world = failed();
        world.settle();
        world.deploy(1);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(1);
        assertThat(ready(world)).isEqualTo("True Ready");
        assertThat(world.service.getStatus().deployments).hasSize(1);
    }

    private static World failed() {
        World world = new World(1).breaker(true);
        world.settle();
        world.deploy(2);
        for (int i = 0; i < 20; i++) {
            world.reconcile();
            world.tasks.values().stream()
                    .filter(task -> task.getStatus() == null)
                    .forEach(world::fails);
            world.pass(30);
        }
        assertThat(world.numbered(2).orElseThrow().rolloutState).isEqualTo("FAILED");
        return world;
    }

    @Test
    void staysFailedWhereThereIsNothingToGoBackTo() {
        World world = new World(1).breaker(true);
        for (int i = 0; i < 20; i++) {
            world.reconcile();
            world.tasks.values().stream()
                    .filter(task -> task.getStatus() == null)
                    .forEach(world::fails);
            world.pass(30);
        }
        assertThat(world.primary().rolloutState).isEqualTo("FAILED");
        assertThat(world.tasks).hasSize(3);
        assertThat(ready(world)).isEqualTo("False DeploymentFailed");
    }

    @Test
    void startsTasksThatFailAgainAndAgainEverMoreRarely() {
        World world = new World(2);
        int minutes = 120;
        for (int i = 0; i < minutes * 60; i++) {
            world.reconcile();
            world.tasks.values().stream()
                    .filter(task -> task.getStatus() == null)
                    .forEach(world::fails);
            world.pass(1);
        }
        long made = world.tasks.values().stream()
                .mapToLong(ServiceNames::index)
                .max()
                .orElseThrow();
        assertThat(made).isBetween(20L, 40L);
        assertThat(ready(world)).isEqualTo("False TasksFailing");
    }

    @Test
    void replacesATaskThatDiedAtOnce() {
        World world = new World(2);
        world.settle();
        world.stopped(world.tasks.get("web-1-2"));
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-3");
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }

    @Test
    void stopsAnUnhealthyTaskOnlyWhenAnotherHasTakenItsPlace() {
        World world = new World(2);
        world.settle();
        world.tasks.get("web-1-1").getStatus().healthStatus = "UNHEALTHY";
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3");
        world.runAll();
        world.pass(40);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-2", "web-1-3");
        assertThat(world.tasks.get("web-1-1").getSpec().stoppedReason).isEqualTo("Task failed container health checks");
    }

    @Test
    void leavesAnUnhealthyTaskAloneInItsGracePeriod() {
        World world = new World(1);
        world.service.getSpec().healthCheckGracePeriodSeconds = 60;
        world.reconcile();
        world.runAll();
        world.tasks.get("web-1-1").getStatus().healthStatus = "UNHEALTHY";
        world.pass(59);
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1");
        world.pass(1);
        world.reconcile();
        assertThat(world.tasks.get("web-1-1").getSpec().desiredStatus).isEqualTo("STOPPED");
    }

    @Test
    void looksAgainWhenTheGracePeriodOfAnUnhealthyTaskEnds() {
        World world = new World(1);
        world.service.getSpec().healthCheckGracePeriodSeconds = 60;
        world.reconcile();
        world.runAll();
        world.tasks.get("web-1-1").getStatus().healthStatus = "UNHEALTHY";
        assertThat(world.decide().again()).contains(world.now.plusSeconds(60));
    }

    @Test
    void replacesATaskThatItsTargetGroupFindsUnhealthy() {
        World world = new World(2);
        world.balanced("ROLLING");
        world.settle();
        world.tasks.get("web-1-1").getStatus().targetHealth = "unhealthy";
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-3");
        world.runAll();
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-2", "web-1-3");
        assertThat(world.tasks.get("web-1-1").getSpec().stoppedReason)
                .isEqualTo("Task failed ELB health checks in (target-group blue)");
    }

    @Test
    void tasksThatNeverPassTheChecksOfTheirTargetGroupTripTheBreaker() {
        World world = new World(2).breaker(true);
        world.balanced("ROLLING");
        world.service.getSpec().healthCheckGracePeriodSeconds = 20;
        world.settle();
        world.deploy(2);
        world.reconcile();
        activating(world);
        assertThat(world.decide().again()).contains(world.now.plusSeconds(20));
        world.reconcile();
        assertThat(world.live()).as("spared in its grace period").hasSize(4);
        for (int i = 0; i < 30 && world.primary().number != 1; i++) {
            world.pass(20);
            world.reconcile();
            activating(world);
            world.drain();
        }
        assertThat(world.numbered(2).orElseThrow().rolloutState).isEqualTo("FAILED");
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2");
    }

    /** Their containers run, and their target group says no. */
    private static void activating(World world) {
        world.tasks.values().stream().filter(task -> task.getStatus() == null).forEach(task -> {
            world.run(task);
            task.getStatus().lastStatus = "ACTIVATING";
            task.getStatus().pullStoppedAt = task.getStatus().startedAt;
            task.getStatus().startedAt = null;
            task.getStatus().targetHealth = "unhealthy";
        });
    }

    @Test
    void scalesInTheNewestOfTheFullestZone() {
        World world = new World(5);
        world.settle();
        int i = 0;
        for (Task task : world.tasks.values()) {
            task.getStatus().availabilityZone = i++ < 3 ? "a" : "b";
        }
        world.service.getSpec().desiredCount = 3;
        world.reconcile();
        assertThat(names(world)).containsExactly("web-1-1", "web-1-2", "web-1-4");
        assertThat(world.tasks.get("web-1-3").getSpec().stoppedReason)
                .isEqualTo("Scaling activity initiated by (deployment " + world.primary().id + ")");
    }

    @Test
    void saysThatTwoPercentagesLeaveNoRoom() {
        World world = new World(1).percents(50, 150);
        world.settle();
        world.deploy(2);
        world.reconcile();
        assertThat(ready(world)).isEqualTo("False DeploymentBlocked");
        assertThat(names(world)).containsExactly("web-1-1");
    }

    @Test
    void keepsStoppedTasksForAnHour() {
        World world = new World(1);
        world.settle();
        world.stopped(world.tasks.get("web-1-1"));
        world.reconcile();
        world.runAll();
        world.pass(3599);
        world.reconcile();
        assertThat(world.tasks).containsKey("web-1-1");
        world.pass(1);
        world.reconcile();
        assertThat(world.tasks.keySet()).containsExactly("web-1-2");
    }

    @Test
    void decidesNothingNewInASecondPass() {
        World world = new World(3);
        world.settle();
        var before = world.service.getStatus();
        world.reconcile();
        assertThat(world.service.getStatus()).usingRecursiveComparison().isEqualTo(before);
        assertThat(world.decide().plan().starts()).isEmpty();
        assertThat(world.decide().plan().stops()).isEmpty();
    }
}
