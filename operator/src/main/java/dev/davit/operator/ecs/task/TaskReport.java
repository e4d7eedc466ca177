package dev.davit.operator.ecs.task;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskLifecycle;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the status of a task says after a pass. */
final class TaskReport {

    /** The platform version of Fargate whose limits are kept. */
    private static final String PLATFORM = "1.4.0";

    private TaskReport() {}

    /** The status of a task whose pod is there. */
    static TaskStatus of(TaskInputs inputs, Pod pod, Optional<StopCause> cause) {
        PodReading reading = PodReading.of(pod);
        TaskStatus status = begin(inputs);
        Map<String, String> facts = pod.getMetadata().getAnnotations();
        status.podName = pod.getMetadata().getName();
        status.taskDefinitionArn = facts.get(TaskPod.TASK_DEFINITION_ARN);
        status.capacityProviderName = facts.get(TaskPod.CAPACITY_PROVIDER);
        status.cpu = facts.get(TaskPod.CPU);
        status.memory = facts.get(TaskPod.MEMORY);
        status.containers = ContainerReading.of(reading, cause, inputs.now());
        status.startedAt = reading.activeSince(inputs.task()).orElse(null);
        TaskLifecycle last = lifecycle(inputs, reading, cause);
        status.lastStatus = last.name();
        TaskFacts.of(status, reading, inputs.task().getStatus());
        status.targetHealth = TargetHealth.of(inputs, reading, last).orElse(null);
        cause.ifPresent(c -> stopping(status, c));
        if (last == TaskLifecycle.STOPPED) {
            status.executionStoppedAt = reading.lastEnd().orElse(null);
            status.stoppedAt = later(reading.lastEnd(), status.stoppingAt);
        }
        status.conditions = TaskConditions.of(inputs, reading, status, cause);
        return status;
    }

    /** The status of a task that ended without a pod: what was known of it stays. */
    static TaskStatus of(TaskInputs inputs, StopCause cause) {
        TaskStatus status = begin(inputs);
        TaskStatus known = inputs.task().getStatus();
        if (known != null) {
            status.podName = known.podName;
            status.taskDefinitionArn = known.taskDefinitionArn;
            status.capacityProviderName = known.capacityProviderName;
            status.cpu = known.cpu;
            status.memory = known.memory;
            status.startedAt = known.startedAt;
            status.pullStartedAt = known.pullStartedAt;
            status.pullStoppedAt = known.pullStoppedAt;
            status.healthStatus = known.healthStatus;
            status.connectivity = known.connectivity;
            status.connectivityAt = known.connectivityAt;
            status.availabilityZone = known.availabilityZone;
            status.nodeName = known.nodeName;
            status.containers = stopped(known.containers);
        }
        status.lastStatus = TaskLifecycle.STOPPED.name();
        stopping(status, cause);
        status.stoppedAt = later(Optional.of(seconds(inputs.now())), status.stoppingAt);
        status.conditions = TaskConditions.ended(inputs, status, cause);
        return status;
    }

    /** The status of a task that ended because it can have no pod. */
    static TaskStatus of(TaskInputs inputs, Hindrance hindrance, StopCause cause) {
        TaskStatus status = of(inputs, cause);
        status.taskDefinitionArn = hindrance.taskDefinitionArn();
        return status;
    }

    /** The status of a task that has no pod yet; the revision is kept once it is chosen. */
    static TaskStatus of(TaskInputs inputs, Hindrance hindrance) {
        TaskStatus status = begin(inputs);
        status.taskDefinitionArn = hindrance.taskDefinitionArn();
        status.lastStatus = TaskLifecycle.PROVISIONING.name();
        status.conditions = TaskConditions.hindered(inputs, hindrance);
        return status;
    }

    private static TaskStatus begin(TaskInputs inputs) {
        Task task = inputs.task();
        TaskStatus status = new TaskStatus();
        status.observedGeneration = task.getMetadata().getGeneration();
        status.taskArn = Arn.task(
                        inputs.region(),
                        Accounts.of(task.getMetadata().getNamespace()),
                        EcsCluster.of(task),
                        task.getMetadata().getName())
                .toString();
        status.launchType = "FARGATE";
        status.platformVersion = PLATFORM;
        status.createdAt = task.getMetadata().getCreationTimestamp();
        status.desiredStatus = inputs.stopWish().isPresent() ? "STOPPED" : "RUNNING";
        return status;
    }

    private static void stopping(TaskStatus status, StopCause cause) {
        status.desiredStatus = "STOPPED";
        status.stopCode = cause.code().name();
        status.stoppedReason = cause.text();
        status.stoppingAt = seconds(Instant.parse(cause.at()));
    }

    static TaskLifecycle lifecycle(TaskInputs inputs, PodReading reading, Optional<StopCause> cause) {
        if (reading.ended()) {
            return TaskLifecycle.STOPPED;
        }
        if (cause.isPresent()) {
            if (reading.drains(inputs.now())) {
                return TaskLifecycle.DEACTIVATING;
            }
            return reading.anyRunning() ? TaskLifecycle.STOPPING : TaskLifecycle.DEPROVISIONING;
        }
        if (!reading.bound()) {
            return TaskLifecycle.PROVISIONING;
        }
        if (reading.activeSince(inputs.task()).isPresent()) {
            return TaskLifecycle.RUNNING;
        }
        return reading.containers().stream().anyMatch(reading::started)
                ? TaskLifecycle.ACTIVATING
                : TaskLifecycle.PENDING;
    }

    private static List<TaskContainer> stopped(List<TaskContainer> known) {
        return known == null ? null : known.stream().map(TaskReport::stopped).toList();
    }

    private static TaskContainer stopped(TaskContainer known) {
        TaskContainer container = new TaskContainer();
        container.name = known.name;
        container.image = known.image;
        container.imageDigest = known.imageDigest;
        container.healthStatus = known.healthStatus;
        container.exitCode = known.exitCode;
        container.reason = known.reason;
        container.runtimeId = known.runtimeId;
        container.networkInterfaces = known.networkInterfaces;
        container.lastStatus = "STOPPED";
        return container;
    }

    /** The later of two times in ISO form. */
    private static String later(Optional<String> one, String other) {
        return one.filter(time -> time.compareTo(other) > 0).orElse(other);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
