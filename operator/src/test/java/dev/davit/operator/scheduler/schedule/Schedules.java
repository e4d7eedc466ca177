package dev.davit.operator.scheduler.schedule;

import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.api.scheduler.v1alpha1.EcsParameters;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.api.scheduler.v1alpha1.ScheduleTarget;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;

/** Schedules for tests. */
final class Schedules {

    private Schedules() {}

    static Schedule of(String expression, Instant created) {
        Schedule schedule = new Schedule();
        schedule.setMetadata(new ObjectMetaBuilder()
                .withName("nightly")
                .withNamespace("team-a")
                .withUid("uid-1")
                .withGeneration(1L)
                .withCreationTimestamp(created.toString())
                .build());
        schedule.getSpec().scheduleExpression = expression;
        schedule.getSpec().target = new ScheduleTarget();
        schedule.getSpec().target.ecsParameters = new EcsParameters();
        schedule.getSpec().target.ecsParameters.taskDefinitionRef = new Reference();
        schedule.getSpec().target.ecsParameters.taskDefinitionRef.from = new ReferenceFrom();
        schedule.getSpec().target.ecsParameters.taskDefinitionRef.from.name = "report";
        return schedule;
    }

    static Task ended(Task task) {
        task.setStatus(new TaskStatus());
        task.getStatus().lastStatus = "STOPPED";
        return task;
    }
}
