package dev.davit.operator.ecs.task;

import dev.davit.api.common.Reason;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Why a task has no pod yet.
 *
 * @param kind what has to happen
 * @param reason the reason in the conditions
 * @param message a user's words for it
 * @param taskDefinitionArn the revision that was chosen, or null
 */
record Hindrance(Kind kind, Reason reason, String message, String taskDefinitionArn) {

    /** What has to happen before the task can go on. */
    enum Kind {
        /** The task's own spec has to change. */
        REFUSED,
        /** What it names has to come. */
        WAITING,
        /** The API server has to take the pod. */
        POD_REFUSED
    }

    static Hindrance of(Outcome outcome, String taskDefinitionArn) {
        return switch (outcome) {
            case Outcome.Rejection rejection ->
                new Hindrance(Kind.REFUSED, rejection.reason(), rejection.message(), taskDefinitionArn);
            case Outcome.Waiting waiting ->
                new Hindrance(Kind.WAITING, waiting.reason(), waiting.message(), taskDefinitionArn);
            case Outcome.Accepted accepted -> throw new IllegalArgumentException("accepted is no hindrance");
        };
    }

    static Hindrance of(KubernetesClientException refusal, String taskDefinitionArn) {
        String words = ApiErrors.message(refusal);
        boolean quota = words.contains("exceeded quota");
        return new Hindrance(
                Kind.POD_REFUSED,
                quota ? TaskReason.QuotaExceeded : TaskReason.PodRefused,
                (quota ? "The namespace's quota has no room for the task: " : "The cluster refuses the task's pod: ")
                        + words,
                taskDefinitionArn);
    }

    static Hindrance nameTaken(Pod other, String taskDefinitionArn) {
        return new Hindrance(
                Kind.POD_REFUSED,
                TaskReason.PodRefused,
                "waits until the pod " + other.getMetadata().getName() + ", which is not this task's, is gone",
                taskDefinitionArn);
    }
}
