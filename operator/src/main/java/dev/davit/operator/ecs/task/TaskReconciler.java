package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a Task once, as one pod, and says how it goes in ECS's words. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "task")
public class TaskReconciler implements Reconciler<Task> {

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;
    private final TaskNetwork network;

    /** A reconciler with its collaborators. */
    public TaskReconciler(OperatorConfig config, EventWriter events, Clock clock, Placement placement) {
        this.network = new TaskNetwork(placement);
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Task>> prepareEventSources(EventSourceContext<Task> context) {
        return Stream.concat(TaskClient.eventSources(context).stream(), Stream.of(network.events(context)))
                .toList();
    }

    @Override
    public UpdateControl<Task> reconcile(Task task, Context<Task> context) {
        if (task.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        Instant now = clock.instant();
        if (TaskInputs.stopped(task)) {
            return expire(task, context, now);
        }
        TaskClient client = new TaskClient(context, task);
        network.keepWall(task);
        TaskInputs inputs = client.gather(task, config.region(), now);
        TaskStep step =
                TaskStep.next(inputs, () -> client.revisions(config.region()).find(task));
        TaskStatus status = take(step, inputs, client, context);
        if (step instanceof TaskStep.Create && TaskTiming.scheduledSoon(status)) {
            return UpdateControl.<Task>noUpdate().rescheduleAfter(TaskTiming.SCHEDULED);
        }
        report(task, status, context);
        return TaskTiming.next(inputs, step, status)
                .map(delay -> UpdateControl.<Task>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }

    private void report(Task task, TaskStatus status, Context<Task> context) {
        TaskStatus before = task.getStatus();
        if (StatusWriter.write(context, task, status)) {
            events.transitions(task, before == null ? null : before.conditions, status.conditions);
        }
    }

    private TaskStatus take(TaskStep step, TaskInputs inputs, TaskClient client, Context<Task> context) {
        return switch (step) {
            case TaskStep.Await await -> TaskReport.of(inputs, Hindrance.of(await.outcome(), pinned(inputs.task())));
            case TaskStep.Create create -> create(create.revision(), inputs, context);
            case TaskStep.Settle settle -> inputs.task().getStatus();
            case TaskStep.Observe observe -> TaskReport.of(inputs, observe.pod(), observe.cause());
            case TaskStep.Deregister out ->
                TaskReport.of(inputs, client.deregister(out.pod(), out.cause(), out.until()), Optional.of(out.cause()));
            case TaskStep.Stop stop ->
                TaskReport.of(inputs, client.stop(stop.pod(), stop.cause()), Optional.of(stop.cause()));
            case TaskStep.Withdraw withdraw -> {
                client.withdraw(withdraw.pod());
                yield TaskReport.of(inputs, withdraw.cause());
            }
            case TaskStep.End end -> TaskReport.of(inputs, end.cause());
        };
    }

    private TaskStatus create(TaskPod.Revision revision, TaskInputs inputs, Context<Task> context) {
        return switch (network.standing(inputs.task())) {
            case TaskNetwork.Standing.At at -> create(revision, at.place(), inputs, context);
            case TaskNetwork.Standing.Nowhere nowhere ->
                TaskReport.of(inputs, Hindrance.of(nowhere.outcome(), pinned(inputs.task())));
        };
    }

    private static TaskStatus create(TaskPod.Revision revision, Place place, TaskInputs inputs, Context<Task> context) {
        Task task = inputs.task();
        try {
            Pod pod = DesiredSet.in(context).create(TaskPod.of(task, revision, inputs.region(), place));
            return Owners.owns(task, pod)
                    ? TaskReport.of(inputs, pod, Optional.empty())
                    : TaskReport.of(inputs, Hindrance.nameTaken(pod, revision.arn()));
        } catch (KubernetesClientException e) {
            if (ApiErrors.namespaceTerminating(e) || !ApiErrors.refused(e)) {
                throw e;
            }
            return TaskReport.of(inputs, Hindrance.of(e, revision.arn()));
        }
    }

    private static String pinned(Task task) {
        return task.getStatus() == null ? null : task.getStatus().taskDefinitionArn;
    }

    /** Removes a stopped task when its time is over; its pod goes with it. */
    private static UpdateControl<Task> expire(Task task, Context<Task> context, Instant now) {
        Optional<Duration> left = TaskTiming.expiresIn(task, now);
        if (left.isPresent() && !left.get().isPositive()) {
            DesiredSet.in(context).delete(task);
            return UpdateControl.noUpdate();
        }
        return left.map(delay -> UpdateControl.<Task>noUpdate().rescheduleAfter(delay))
                .orElseGet(UpdateControl::noUpdate);
    }
}
