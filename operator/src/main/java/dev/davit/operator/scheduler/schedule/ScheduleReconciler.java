package dev.davit.operator.scheduler.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.api.scheduler.v1alpha1.ScheduleStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the Tasks of a Schedule's runs when they are due. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "schedule", informer = @Informer(itemStore = LeanStore.class))
public class ScheduleReconciler implements Reconciler<Schedule> {

    /** A clock that is set, or a zone whose rules change, is noticed after that long at the latest. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;

    /** A reconciler with its collaborators. */
    public ScheduleReconciler(OperatorConfig config, EventWriter events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /** What becomes of tasks is looked up when a run is due, and wakes nobody. */
    @Override
    public List<EventSource<?, Schedule>> prepareEventSources(EventSourceContext<Schedule> context) {
        var tasks = InformerEventSourceConfiguration.from(Task.class, Schedule.class)
                .withLabelSelector(Labels.SCHEDULE)
                .withSecondaryToPrimaryMapper(task -> Set.of())
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        return List.of(new InformerEventSource<>(tasks, context));
    }

    @Override
    public UpdateControl<Schedule> reconcile(Schedule schedule, Context<Schedule> context) {
        return Pass.over(schedule, () -> {
            ScheduleInputs inputs =
                    new ScheduleInputs(schedule, tasks(schedule, context), config.region(), clock.instant());
            ScheduleCheck.Result check = ScheduleCheck.of(inputs);
            return check.plan().isPresent()
                    ? follow(check.plan().get(), inputs, context)
                    : reject(ScheduleReport.rejected(inputs, check.outcome()), inputs, context);
        });
    }

    private Optional<Duration> reject(ScheduleStatus status, ScheduleInputs inputs, Context<Schedule> context) {
        write(status, inputs, context);
        return Optional.empty();
    }

    private Optional<Duration> follow(Plan plan, ScheduleInputs inputs, Context<Schedule> context) {
        ScheduleStep.Decision decision = ScheduleStep.next(inputs, plan);
        Optional<String> refusal =
                decision.step() instanceof ScheduleStep.Start start ? start(start, inputs, context) : Optional.empty();
        ScheduleStatus status = ScheduleReport.of(inputs, plan, decision, refusal);
        if (write(status, inputs, context)) {
            ScheduleEvents.of(inputs, decision, refusal).forEach(event -> events.write(inputs.schedule(), event));
        }
        if (isDone(status, inputs)) {
            DesiredSet.in(context).delete(inputs.schedule());
            return Optional.empty();
        }
        return wait(plan, status, inputs.now());
    }

    private boolean write(ScheduleStatus status, ScheduleInputs inputs, Context<Schedule> context) {
        boolean written = StatusWriter.write(context, inputs.schedule(), status);
        if (written) {
            events.transitions(inputs.schedule(), inputs.status().conditions, status.conditions);
        }
        return written;
    }

    /** Makes the tasks of a run; returns why the cluster refused, if it did. Tasks that are there already stay. */
    private static Optional<String> start(ScheduleStep.Start start, ScheduleInputs inputs, Context<Schedule> context) {
        try {
            start.stop().forEach(task -> stop(task, start.time(), context));
            for (Task task : RunTasks.of(inputs.schedule(), start.time(), start.deadline())) {
                Task made = DesiredSet.in(context).create(task);
                if (!RunTasks.made(inputs.schedule(), made)) {
                    return Optional.of("The Task " + task.getMetadata().getName()
                            + ", which is not this Schedule's, is in the way: delete it.");
                }
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (ApiErrors.namespaceTerminating(e) || !ApiErrors.refused(e)) {
                throw e;
            }
            return Optional.of("The run planned for " + start.time() + " was refused: " + ApiErrors.message(e));
        }
    }

    private static void stop(Task task, Instant time, Context<Schedule> context) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", task.getMetadata().getUid());
        patch.putObject("spec")
                .put("desiredStatus", "STOPPED")
                .put("stoppedReason", "Replaced by the run planned for " + time);
        try {
            context.getClient().resource(task).patch(MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            if (!ApiErrors.gone(e)) {
                throw e;
            }
        }
    }

    private static boolean isDone(ScheduleStatus status, ScheduleInputs inputs) {
        return "DELETE".equals(inputs.schedule().getSpec().actionAfterCompletion)
                && status.plan != null
                && status.nextScheduledTime == null
                && status.refusedRun == null;
    }

    private static Optional<Duration> wait(Plan plan, ScheduleStatus status, Instant now) {
        Optional<Duration> next = Optional.ofNullable(status.nextScheduledTime)
                .map(time -> Duration.between(now, plan.begin(Instant.parse(time))));
        Optional<Duration> again = Optional.ofNullable(status.refusedRun)
                .map(run -> Duration.between(now, Instant.parse(run.nextAttempt)));
        return Pass.sooner(next, again).map(wait -> {
            Duration ahead = wait.isNegative() ? Duration.ZERO : wait;
            return ahead.compareTo(LONGEST_WAIT) < 0 ? ahead : LONGEST_WAIT;
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Task> tasks(Schedule schedule, Context<Schedule> context) {
        var source = (InformerEventSource<Task, Schedule>)
                context.eventSourceRetriever().getEventSourceFor(Task.class);
        return source.list(schedule.getMetadata().getNamespace(), task -> RunTasks.made(schedule, task))
                .toList();
    }
}
