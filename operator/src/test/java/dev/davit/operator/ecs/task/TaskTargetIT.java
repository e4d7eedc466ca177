package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.RunningOperator;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that is a target of a target group, on an API server. */
class TaskTargetIT extends TaskStage {

    private static void target(Task task) {
        TaskLoadBalancer target = new TaskLoadBalancer();
        target.targetGroup = "web";
        target.containerName = "main";
        target.containerPort = 8080;
        target.deregistrationDelay = 1;
        task.getSpec().loadBalancers = List.of(target);
    }

    @Test
    void leavesItsTargetGroupsBeforeItIsStopped() {
        define(spec(container("main")));
        run(TaskTargetIT::target);
        Pod pod = made();
        node.bind(pod);
        node.run(pod);
        until("ACTIVATING");
        node.ready(pod, true);
        until("RUNNING");
        edit(task -> {
            task.getSpec().desiredStatus = "STOPPED";
            task.getSpec().stoppedReason = "Scaling activity initiated by (deployment 1)";
        });
        await().atMost(SOON)
                .until(() -> !pod().getMetadata().getLabels().containsKey("targetgroup.elbv2.davit.dev/web"));
        assertThat(until(status -> status.stopCode != null).stoppedReason)
                .isEqualTo("Scaling activity initiated by (deployment 1)");
        await().atMost(SOON).until(() -> Long.valueOf(1).equals(pod().getSpec().getActiveDeadlineSeconds()));
        until("STOPPING");
        node.outOfTime(pod);
        assertThat(until("STOPPED").stopCode).isEqualTo("UserInitiated");
    }

    /** Ready, then asked to stop: every write of a target's life. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void leavesItsGroupsOnceWhenTheOperatorDiesAfterAnyWrite(int writes) {
        operator.close();
        RunningOperator mortal = RunningOperator.startAndDieAfter(writes, client, TaskStage::reconcilers);
        define(spec(container("main")));
        run(TaskTargetIT::target);
        serve(mortal);
        edit(task -> task.getSpec().desiredStatus = "STOPPED");
        mortal.settle();
        mortal.close();
        operator = RunningOperator.start(client, TaskStage::reconcilers);
        serve(operator);
        await().atMost(SOON).until(() -> pod() == null || pod().getSpec().getActiveDeadlineSeconds() != null);
        Pod left = pod();
        if (left != null) {
            assertThat(left.getMetadata().getLabels()).doesNotContainKey("targetgroup.elbv2.davit.dev/web");
            node.outOfTime(left);
        }
        TaskStatus status = until("STOPPED");
        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.stoppedReason).isEqualTo("Task stopped by user");
        assertThat(reason(status)).isEqualTo("True Ready");
    }

    private void serve(RunningOperator running) {
        running.settle();
        Pod pod = pod();
        if (pod != null && pod.getSpec().getNodeName() == null) {
            node.bind(pod);
            node.run(pod);
            node.ready(pod, true);
            running.settle();
        }
    }
}
