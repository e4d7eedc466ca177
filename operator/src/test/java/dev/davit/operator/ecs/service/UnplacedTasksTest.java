package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import org.junit.jupiter.api.Test;

/** Tasks of a service that have no pod, because what they name is not there. */
class UnplacedTasksTest {

    private static final String WHY = "Waiting for the Subnet \"a\" of this namespace.";

    private static void wait(World world, long deployment) {
        world.tasks.values().stream()
                .filter(task -> ServiceNames.deployment(task) == deployment && task.getStatus() == null)
                .forEach(task -> world.waits(task, WHY));
    }

    private static Condition steady(World world) {
        return Conditions.find(world.service.getStatus().conditions, "Steady").orElseThrow();
    }

    @Test
    void isSaidInEcssWordsAfterAMinuteAndTheTaskGoesOnWaiting() {
        World world = new World(2);
        world.reconcile();
        wait(world, 1);
        world.pass(59);
        world.reconcile();
        assertThat(steady(world).getReason()).isEqualTo("Scaling");
        assertThat(world.decide().again()).contains(world.now.plusSeconds(1));
        world.pass(1);
        world.reconcile();
        assertThat(steady(world).getStatus()).isEqualTo("False");
        assertThat(steady(world).getReason()).isEqualTo("TaskNotPlaced");
        assertThat(steady(world).getMessage()).isEqualTo("(service web) was unable to place a task. Reason: " + WHY);
        assertThat(world.primary().failedTasks).isEqualTo(2);
        world.pass(3_600);
        world.reconcile();
        assertThat(world.tasks).hasSize(2);
        assertThat(world.live()).extracting(TaskView::phase).containsOnly(TaskView.Phase.PENDING);
    }

    /** Of one task the breaker takes three failures: after one, two and four minutes. */
    @Test
    void countForTheCircuitBreaker() {
        World world = new World(1).breaker(true);
        world.settle();
        String good = world.primary().id;
        world.deploy(2);
        world.reconcile();
        wait(world, 2);
        world.pass(239);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().failedTasks).isEqualTo(2);
        world.pass(1);
        world.reconcile();
        assertThat(world.primary().id).isEqualTo(good);
        assertThat(world.numbered(2).orElseThrow().rolloutStateReason)
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(Conditions.find(world.service.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("tasks failed to start", WHY);
    }

    /** Such as where a quota has room for some of them, and for the others once old tasks have gone. */
    @Test
    void countNothingWhileAnotherTaskOfTheDeploymentHasItsPod() {
        World world = new World(4).breaker(true);
        world.settle();
        world.deploy(2);
        world.reconcile();
        Task slow = world.tasks.values().stream()
                .filter(task -> ServiceNames.deployment(task) == 2)
                .findFirst()
                .orElseThrow();
        slow.setStatus(new TaskStatus());
        slow.getStatus().lastStatus = "PENDING";
        slow.getStatus().podName = "web-2-1";
        wait(world, 2);
        world.pass(600);
        world.reconcile();
        assertThat(world.primary().number).isEqualTo(2);
        assertThat(world.primary().failedTasks).isZero();
        assertThat(steady(world).getReason()).isEqualTo("TaskNotPlaced");
    }

    @Test
    void oneThatIsPlacedAtLastCountsNoMore() {
        World world = new World(1);
        world.reconcile();
        wait(world, 1);
        world.pass(300);
        world.reconcile();
        assertThat(world.primary().failedTasks).isEqualTo(3);
        world.tasks.values().forEach(world::run);
        world.settle();
        assertThat(world.primary().failedTasks).isZero();
        assertThat(steady(world).getReason()).isEqualTo("Steady");
    }
}
