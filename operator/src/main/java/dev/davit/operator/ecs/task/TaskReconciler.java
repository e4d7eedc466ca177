package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.fargate.CapacityProviders;
import dev.davit.operator.fargate.ClusterAge;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
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
@ControllerConfiguration(
        name = "task",
        informer = @Informer(itemStore = TaskStore.class, informerListLimit = Lean.PAGE_OF_SMALL))
public class TaskReconciler implements Reconciler<Task> {

    /** As long as AWS lets a reason be. */
    private static final int STOPPED_REASON = 1024;

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;
    private final TaskNetwork network;
    private final CapacityProviders providers;
    private final TaskMetadata metadata;
    private volatile Boolean limitsPods;

    /** A reconciler with its collaborators. */
    public TaskReconciler(
            OperatorConfig config, EventWriter events, Clock clock, Placement placement, TaskMetadata metadata) {
        this.metadata = metadata;
        this.network = new TaskNetwork(placement);
        this.providers = CapacityProviders.parse(config.capacityProviders());
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
        return Pass.over(task, () -> pass(task, context));
    }

    private Optional<Duration> pass(Task task, Context<Task> context) {
        Instant now = clock.instant();
        if (TaskInputs.stopped(task)) {
            return expire(task, context, now);
        }
        TaskClient client = new TaskClient(context, task);
        network.keepWall(task);
        TaskInputs inputs = client.gather(task, config.region(), now);
        TaskStep step = TaskStep.next(inputs, () -> resolve(task, client));
        TaskStatus status = take(step, inputs, client, context);
        Optional<Duration> unsaid = TaskTiming.unsaid(inputs, step, status);
        if (unsaid.isPresent()) {
            return unsaid;
        }
        report(task, status, context);
        return TaskTiming.next(inputs, step, status);
    }

    private TaskStep.Resolution resolve(Task task, TaskClient client) {
        return providers
                .problem(task.getSpec().capacityProviderStrategy)
                .<TaskStep.Resolution>map(problem -> new TaskStep.Resolution.Missing(
                        new Outcome.Rejection(TaskReason.CapacityProviderNotFound, problem)))
                .orElseGet(() -> client.revisions(config.region()).find(task));
    }

    private void report(Task task, TaskStatus status, Context<Task> context) {
        TaskStatus before = task.getStatus();
        if (StatusWriter.write(context, task, status)) {
            events.warnings(task, before == null ? null : before.conditions, status.conditions);
        }
    }

    private TaskStatus take(TaskStep step, TaskInputs inputs, TaskClient client, Context<Task> context) {
        return switch (step) {
            case TaskStep.Await await ->
                StartDeadline.report(inputs, Hindrance.of(await.outcome(), pinned(inputs.task())));
            case TaskStep.Create create -> create(create.revision(), inputs, context);
            case TaskStep.Settle settle -> inputs.task().getStatus();
            case TaskStep.Observe observe -> TaskReport.of(inputs, observe.pod(), observe.cause());
            case TaskStep.Deregister out ->
                TaskReport.of(inputs, client.deregister(out.pod(), out.cause(), out.until()), Optional.of(out.cause()));
            case TaskStep.Release release ->
                TaskReport.of(
                        inputs, client.release(release.pod(), release.containers(), inputs.now()), Optional.empty());
            case TaskStep.Hold hold ->
                TaskReport.of(inputs, client.hold(hold.pod(), hold.containers()), Optional.empty());
            case TaskStep.StopSome some ->
                TaskReport.of(
                        inputs,
                        client.stopSome(some.pod(), some.cause(), some.containers()),
                        Optional.of(some.cause()));
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
                StartDeadline.report(inputs, Hindrance.of(nowhere.outcome(), pinned(inputs.task())));
        };
    }

    private TaskStatus create(TaskPod.Revision revision, Place place, TaskInputs inputs, Context<Task> context) {
        Task task = inputs.task();
        Optional<String> provider = providers.choose(
                task.getSpec().capacityProviderStrategy, task.getMetadata().getUid());
        Setting setting = new Setting(
                inputs.region(),
                place,
                provider,
                providers.get(provider),
                limitsPods(context),
                config.taskUserNamespaces(),
                metadata);
        try {
            Pod pod = DesiredSet.in(context).create(TaskPod.of(task, revision, setting));
            return Owners.owns(task, pod)
                    ? TaskReport.of(inputs, pod, Optional.empty())
                    : StartDeadline.report(inputs, Hindrance.nameTaken(pod, revision.arn()));
        } catch (KubernetesClientException e) {
            if (ApiErrors.namespaceTerminating(e) || !ApiErrors.refused(e)) {
                throw e;
            }
            Hindrance refused = Hindrance.of(e, revision.arn());
            return ApiErrors.invalid(e)
                    ? TaskReport.of(inputs, refused, refusal(refused, inputs))
                    : StartDeadline.report(inputs, refused);
        }
    }

    /** Asked once: a cluster does not grow younger. */
    private boolean limitsPods(Context<Task> context) {
        if (limitsPods == null) {
            limitsPods = ClusterAge.limitsPods(context.getClient().getKubernetesVersion());
        }
        return limitsPods;
    }

    /** A pod that can never be made: the task will not be better for waiting. */
    private static StopCause refusal(Hindrance refused, TaskInputs inputs) {
        return StopCause.failedToStart(
                TaskReason.PodRefused,
                Names.cut(refused.message(), STOPPED_REASON),
                inputs.now().toString());
    }

    private static String pinned(Task task) {
        return task.getStatus() == null ? null : task.getStatus().taskDefinitionArn;
    }

    /** Removes a stopped task when its time is over; its pod goes with it. */
    private static Optional<Duration> expire(Task task, Context<Task> context, Instant now) {
        Optional<Duration> left = TaskTiming.expiresIn(task, now);
        if (left.isPresent() && !left.get().isPositive()) {
            DesiredSet.in(context).delete(task);
            return Optional.empty();
        }
        return left;
    }
}
