package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;

/** A task that is a target of a target group, on an API server. */
class TaskTargetIT extends TaskStage {

    @Test
    void leavesItsTargetGroupsBeforeItIsStopped() {
        define(spec(container("main")));
        run(TargetTaskSurvivalIT::target);
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
}
