package dev.davit.operator.scheduler.schedule;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.api.scheduler.v1alpha1.EcsParameters;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Pure: the Tasks of a run. Their names say of which schedule and for when, so they are the same however often they are made. */
final class RunTasks {

    /** How long a finished task is kept unless its schedule says, in seconds: as long as a run may be tried. */
    static final int KEPT = 86_400;

    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunTasks() {}

    /** The tasks of the run of that time; {@code deadline} is how long each may be without a pod. */
    static List<Task> of(Schedule schedule, Instant time, Duration deadline) {
        Integer count = schedule.getSpec().target.ecsParameters.taskCount;
        return IntStream.range(0, count == null ? 1 : count)
                .mapToObj(index -> task(schedule, time, index, deadline))
                .toList();
    }

    /** Whether the schedule made that task. It does not own it: as on AWS, what runs outlives its schedule. */
    static boolean made(Schedule schedule, Task task) {
        return task.getMetadata().getLabels() != null
                && schedule.getMetadata()
                        .getUid()
                        .equals(task.getMetadata().getLabels().get(Labels.SCHEDULE_UID));
    }

    /** A run's time as the label of its tasks. */
    static String label(Instant time) {
        return LABEL.format(time);
    }

    private static Task task(Schedule schedule, Instant time, int index, Duration deadline) {
        String name = schedule.getMetadata().getName();
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace(schedule.getMetadata().getNamespace())
                .withName(name + "-" + NAME.format(time) + "-" + index)
                .addToLabels(Labels.SCHEDULE, name)
                .addToLabels(Labels.SCHEDULED_TIME, label(time))
                .addToLabels(Labels.SCHEDULE_UID, schedule.getMetadata().getUid())
                .build());
        EcsParameters wanted = schedule.getSpec().target.ecsParameters;
        TaskSpec spec = task.getSpec();
        spec.taskDefinition = wanted.taskDefinitionARN;
        spec.taskDefinitionRef = wanted.taskDefinitionRef;
        spec.networkConfiguration = wanted.networkConfiguration;
        spec.group = wanted.group;
        spec.timeout = wanted.timeout;
        spec.startDeadlineSeconds = (int) deadline.toSeconds();
        spec.startedBy = "chronos-schedule/" + name;
        spec.ttlSecondsAfterFinished = Objects.requireNonNullElse(wanted.ttlSecondsAfterFinished, KEPT);
        return task;
    }
}
