package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.DeploymentAlarms;
import dev.davit.operator.kernel.Conditions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deployments that alarms guard, against a clock of the test's own. */
class DeploymentAlarmsTest {

    private static World guarded(World world, boolean rollback) {
        DeploymentAlarms alarms = new DeploymentAlarms();
        alarms.alarmNames = List.of("errors", "latency");
        alarms.enable = true;
        alarms.rollback = rollback;
        world.service.getSpec().deploymentConfiguration.alarms = alarms;
        return world;
    }

    /** A service whose first deployment completed while no alarm rang. */
    private static World serving(boolean rollback) {
        World world = guarded(new World(2), rollback);
        say(world, "");
        world.settle();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        return world;
    }

    private static void say(World world, String inAlarm) {
        world.service.getMetadata().setAnnotations(Map.of("ecs.davit.dev/alarms-in-alarm", inAlarm));
    }

    /** Until the new tasks are the only ones, and steady. */
    private static void steady(World world) {
        world.reconcile();
        world.runAll();
        world.pass(40);
        world.reconcile();
        world.drain();
        world.reconcile();
    }

    @Test
    void nothingIsDeployedUntilSomebodySaysHowTheyAre() {
        World world = guarded(new World(2), true);
        world.reconcile();
        assertThat(world.tasks).isEmpty();
        var accepted = Conditions.find(world.service.getStatus().conditions, "Accepted")
                .orElseThrow();
        assertThat(accepted.getStatus() + " " + accepted.getReason()).isEqualTo("Unknown AlarmsNotReported");
        assertThat(accepted.getMessage()).contains("errors, latency", "annotation ecs.davit.dev/alarms-in-alarm");
        say(world, "");
        world.reconcile();
        assertThat(world.tasks).hasSize(2);
    }

    @Test
    void anAlarmFailsTheDeploymentAndTheServiceGoesBackToTasksThatItNeverLost() {
        World world = serving(true);
        String good = world.primary().id;
        List<String> before = RollingTest.names(world);
        world.deploy(2);
        world.reconcile();
        world.runAll();
        say(world, "somebody else's, latency");
        world.reconcile();
        assertThat(world.numbered(2).orElseThrow().rolloutState).isEqualTo("FAILED");
        assertThat(world.numbered(2).orElseThrow().rolloutStateReason)
                .isEqualTo("ECS deployment failed: alarm detected: latency.");
        assertThat(world.primary().rolloutStateReason)
                .isEqualTo("ECS deployment failed: rolling back to deploymentId " + good + ".");
        world.settle();
        assertThat(RollingTest.names(world)).isEqualTo(before);
        assertThat(world.primary().rolloutState)
                .as("the way back is not stopped by the alarm that asked for it")
                .isEqualTo("COMPLETED");
        assertThat(RollingTest.ready(world)).isEqualTo("False DeploymentRolledBack");
        assertThat(Conditions.find(world.service.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("deployment failed: alarm detected: latency.");
    }

    @Test
    void withoutRollbackTheFailedDeploymentStartsNoFurtherTask() {
        World world = serving(false);
        world.deploy(2);
        world.reconcile();
        say(world, "errors");
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().rolloutState).isEqualTo("FAILED");
        int made = world.tasks.size();
        world.tasks.values().stream().filter(task -> task.getStatus() == null).forEach(world::fails);
        world.settle();
        assertThat(world.tasks).hasSizeLessThanOrEqualTo(made);
        assertThat(RollingTest.ready(world)).isEqualTo("False DeploymentFailed");
    }

    @Test
    void aDeploymentThatBeginsWhileOneRingsMayBeTheCureAndIsNotWatched() {
        World world = serving(true);
        say(world, "errors");
        world.deploy(2);
        steady(world);
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }

    @Test
    void theyAreWatchedForAWhileAfterTheTasksAreSteady() {
        World world = serving(true);
        world.deploy(2);
        steady(world);
        var until = world.now.plusSeconds(120);
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        assertThat(world.decide().again()).contains(until);
        assertThat(Conditions.find(world.service.getStatus().conditions, "Deployed")
                        .orElseThrow()
                        .getMessage())
                .endsWith("Its alarms are watched until " + until + ".");
        world.pass(119);
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        world.pass(1);
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.primary().alarmsWatchedUntil).isNull();
        say(world, "errors");
        world.settle();
        assertThat(world.primary().rolloutState).as("it is over").isEqualTo("COMPLETED");
    }

    @Test
    void anAlarmInThatWhileBringsTheOldTasksBack() {
        World world = serving(true);
        world.service.getSpec().deploymentConfiguration.bakeTimeInMinutes = 30;
        world.deploy(2);
        steady(world);
        world.pass(29 * 60);
        world.reconcile();
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        say(world, "errors");
        world.settle();
        assertThat(world.primary().number).isEqualTo(1);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
        assertThat(world.live()).hasSize(2).allSatisfy(task -> assertThat(task.deployment())
                .isEqualTo(1));
    }

    @Test
    void anAlarmWhileTrafficMovesTakesItBack() {
        World world = guarded(new World(2).balanced("CANARY"), true);
        say(world, "");
        world.settle();
        world.deploy(2);
        for (int i = 0; i < 12; i++) {
            world.reconcile();
            world.runAll();
            world.takeShifts();
            world.pass(10);
        }
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("blue", 95, "green", 5));
        say(world, "errors");
        world.settle();
        assertThat(world.rules.get("prod")).isEqualTo(Map.of("blue", 100, "green", 0));
        assertThat(world.primary().number).isEqualTo(1);
        assertThat(world.live())
                .allSatisfy(task -> assertThat(task.deployment()).isEqualTo(1));
    }

    @Test
    void aDeploymentThatIsWantedAgainIsWatchedAnew() {
        World world = serving(true);
        world.service.getSpec().deploymentConfiguration.bakeTimeInMinutes = 30;
        world.deploy(2);
        steady(world);
        String first = world.primary().alarmsWatchedUntil;
        world.deploy(1);
        world.reconcile();
        world.pass(3600);
        world.deploy(2);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(2);
        steady(world);
        assertThat(world.primary().rolloutState).isEqualTo("IN_PROGRESS");
        assertThat(world.primary().alarmsWatchedUntil).isGreaterThan(first);
    }

    @Test
    void alarmsThatAreNotEnabledDoNothing() {
        World world = serving(true);
        world.service.getSpec().deploymentConfiguration.alarms.enable = false;
        world.deploy(2);
        world.reconcile();
        say(world, "errors");
        steady(world);
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().rolloutState).isEqualTo("COMPLETED");
    }
}
