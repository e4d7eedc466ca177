package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.ecs.service.plan.Attempts;
import dev.davit.operator.ecs.service.plan.StopReason;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.ecs.service.plan.TaskView.Phase;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Pure: reads Tasks in the scheduler's words.
 *
 * @param grace for how long after its start an unhealthy task is left alone
 * @param nodes the nodes of the cluster
 * @param now the time of the pass
 */
record TaskReading(Duration grace, Nodes nodes, Instant now) {

    /** How long a task without a health check runs until ECS counts it as healthy. */
    static final Duration PROBATION = Duration.ofSeconds(40);

    private static final Set<String> NOBODYS_FAULT = Set.of(
            StopCode.UserInitiated.name(),
            StopCode.InfrastructureHealth.name(),
            StopCode.TerminationNotice.name(),
            StopCode.SpotInterruption.name());

    /**
     * Reads one task.
     *
     * @param deployment its deployment, or null when that is not known any more
     */
    TaskView of(Task task, ServiceDeployment deployment) {
        TaskStatus status = task.getStatus() == null ? new TaskStatus() : task.getStatus();
        Phase phase = phase(task, status, deployment);
        Instant made = Instant.parse(task.getMetadata().getCreationTimestamp());
        Optional<String> hindrance = phase == Phase.PENDING ? hindrance(status) : Optional.empty();
        Attempts attempts = Attempts.after(Duration.between(made, now));
        return new TaskView(
                task.getMetadata().getName(),
                ServiceNames.deployment(task),
                ServiceNames.index(task),
                phase,
                hindrance.isPresent() ? made.plus(attempts.next()) : turnsAt(status, phase, deployment),
                status.nodeName != null && nodes.draining().contains(status.nodeName),
                provider(task),
                zone(status),
                status.stoppedAt == null ? made : Instant.parse(status.stoppedAt),
                phase == Phase.HEALTHY || phase == Phase.STOPPED && lasted(status),
                hindrance.isPresent() ? attempts.count() : 0,
                Objects.requireNonNullElse(status.stoppedReason, hindrance.orElse("")));
    }

    /** What a task waits for that has no pod, in the words of its condition. */
    static Optional<String> hindrance(TaskStatus status) {
        return status.podName == null && "PROVISIONING".equals(status.lastStatus)
                ? Conditions.find(status.conditions, "Ready")
                        .map(Condition::getMessage)
                        .filter(message -> !message.isEmpty())
                : Optional.empty();
    }

    private Phase phase(Task task, TaskStatus status, ServiceDeployment deployment) {
        if ("STOPPED".equals(status.lastStatus)) {
            return failed(status) ? Phase.FAILED : Phase.STOPPED;
        }
        if ("STOPPED".equals(task.getSpec().desiredStatus)
                || "STOPPED".equals(status.desiredStatus)
                || task.getMetadata().getDeletionTimestamp() != null) {
            return Phase.STOPPING;
        }
        boolean running = "RUNNING".equals(status.lastStatus);
        if (unhealthy(status)) {
            return !now.isBefore(spared(status)) ? Phase.UNHEALTHY : running ? Phase.STARTING : Phase.PENDING;
        }
        return running ? health(status, deployment) : Phase.PENDING;
    }

    /** By the check of a container, or of a target group; a task that never passed the latter is on its way to RUNNING still. */
    private static boolean unhealthy(TaskStatus status) {
        return "UNHEALTHY".equals(status.healthStatus) || "unhealthy".equals(status.targetHealth);
    }

    /** Until when it is not stopped for its health. */
    private Instant spared(TaskStatus status) {
        Instant since = status.pullStoppedAt == null ? started(status) : Instant.parse(status.pullStoppedAt);
        return since.plus(grace);
    }

    /** Nothing reports the end of a time: who waits for it has to look. */
    private Instant turnsAt(TaskStatus status, Phase phase, ServiceDeployment deployment) {
        if (unhealthy(status) && (phase == Phase.STARTING || phase == Phase.PENDING)) {
            return spared(status);
        }
        return phase == Phase.STARTING && !checked(deployment) ? started(status).plus(PROBATION) : null;
    }

    private String zone(TaskStatus status) {
        return status.availabilityZone != null
                ? status.availabilityZone
                : nodes.zones().getOrDefault(Objects.requireNonNullElse(status.nodeName, ""), "");
    }

    private static String provider(Task task) {
        var strategy = task.getSpec().capacityProviderStrategy;
        return strategy == null || strategy.isEmpty() ? "" : strategy.getFirst().capacityProvider;
    }

    private Phase health(TaskStatus status, ServiceDeployment deployment) {
        if (checked(deployment)) {
            boolean judged = !hasHealthCheck(deployment) || "HEALTHY".equals(status.healthStatus);
            return judged ? Phase.HEALTHY : Phase.STARTING;
        }
        return now.isBefore(started(status).plus(PROBATION)) ? Phase.STARTING : Phase.HEALTHY;
    }

    /** Whether somebody looks at its health: then time alone does not make it healthy. A target is RUNNING once it is. */
    private static boolean checked(ServiceDeployment deployment) {
        return hasHealthCheck(deployment)
                || deployment != null && deployment.targetGroups != null && !deployment.targetGroups.isEmpty();
    }

    private static boolean hasHealthCheck(ServiceDeployment deployment) {
        return deployment != null && Boolean.TRUE.equals(deployment.healthChecked);
    }

    private Instant started(TaskStatus status) {
        return status.startedAt == null ? now : Instant.parse(status.startedAt);
    }

    private static boolean failed(TaskStatus status) {
        if (StopCode.ServiceSchedulerInitiated.name().equals(status.stopCode)) {
            return StopReason.ofHealth(status.stoppedReason);
        }
        return !NOBODYS_FAULT.contains(String.valueOf(status.stopCode)) && !lasted(status);
    }

    /** Whether a stopped task ran so long that it counted, and did not end for its health. */
    private static boolean lasted(TaskStatus status) {
        return status.startedAt != null
                && status.stoppedAt != null
                && !StopReason.ofHealth(status.stoppedReason)
                && !Instant.parse(status.startedAt).plus(PROBATION).isAfter(Instant.parse(status.stoppedAt));
    }
}
