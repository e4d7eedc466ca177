package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.AWSVPCConfiguration;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.ec2.placement.Placement.Answer;
import dev.davit.operator.ec2.placement.Placement.Wish;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;

/** The place of a task's pod in the network. */
final class TaskNetwork {
    private final Placement placement;

    TaskNetwork(Placement placement) {
        this.placement = placement;
    }

    /** Where the pod goes, or what it waits for. */
    sealed interface Standing {
        /** The place, behind a wall that stands. */
        record At(Place place) implements Standing {}

        /** Why there is none. */
        record Nowhere(Outcome outcome) implements Standing {}
    }

    /** Wakes tasks without a pod that name a network, when something in it turns. */
    EventSource<?, Task> events(EventSourceContext<Task> context) {
        return new Waker<>(context)
                .on(
                        placement.objects(),
                        (change, task) -> asked(task) != null
                                && (task.getStatus() == null || task.getStatus().podName == null)
                                && !(change.object() instanceof Pod)
                                && change.ofReadiness())
                .source();
    }

    /** For a pod that is there already. */
    void keepWall(Task task) {
        placement.keepWall(task.getMetadata().getNamespace());
    }

    Standing standing(Task task) {
        placement.wall(task.getMetadata().getNamespace());
        AWSVPCConfiguration asked = asked(task);
        if (asked == null) {
            return new Standing.At(Place.NOWHERE);
        }
        Answer answer = placement.find(
                task, new Wish(asked.subnets, asked.subnetRefs, asked.securityGroups, asked.securityGroupRefs));
        if (answer instanceof Answer.Found found) {
            answer = placement.place(task, found.network(), subnet -> 0);
        }
        return switch (answer) {
            case Answer.Placed placed -> new Standing.At(placed.place());
            case Answer.Missing missing -> new Standing.Nowhere(outcome(missing));
            case Answer.Found found -> throw new IllegalStateException("a place was asked for");
        };
    }

    private static AWSVPCConfiguration asked(Task task) {
        var network = task.getSpec().networkConfiguration;
        return network == null ? null : network.awsVPCConfiguration;
    }

    private static Outcome outcome(Answer.Missing missing) {
        return switch (missing.lack()) {
            case INVALID -> new Outcome.Rejection(TaskReason.NetworkInvalid, missing.message());
            case SUBNET -> new Outcome.Waiting(TaskReason.SubnetNotReady, missing.message());
            case GROUP -> new Outcome.Waiting(TaskReason.SecurityGroupNotReady, missing.message());
            case SPACE -> new Outcome.Waiting(TaskReason.SubnetFull, missing.message());
        };
    }
}
