package dev.davit.operator.ecs.array;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArrayStatus;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Owners;
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
import java.util.List;
import java.util.Optional;

/** Makes the Tasks of a TaskArray, so many at once as it may, until all its indexes are over. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "taskarray", informer = @Informer(itemStore = LeanStore.class))
public class TaskArrayReconciler implements Reconciler<TaskArray> {

    /** Counts move with every task; they are written this often. */
    private static final Duration COUNTED = Duration.ofSeconds(1);

    private static final Duration REFUSED = Duration.ofSeconds(30);
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(DesiredSet.FIELD_MANAGER)
            .build();

    private final EventWriter events;
    private final Clock clock;
    private final Coalescer counts;

    /** A reconciler with its collaborators. */
    public TaskArrayReconciler(EventWriter events, Clock clock) {
        this.events = events;
        this.clock = clock;
        this.counts = new Coalescer(COUNTED, clock);
    }

    @Override
    public List<EventSource<?, TaskArray>> prepareEventSources(EventSourceContext<TaskArray> context) {
        var tasks = InformerEventSourceConfiguration.from(Task.class, TaskArray.class)
                .withLabelSelector(Labels.TASK_ARRAY)
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        return List.of(new InformerEventSource<>(tasks, context));
    }

    @Override
    public UpdateControl<TaskArray> reconcile(TaskArray array, Context<TaskArray> context) {
        return Pass.over(array, () -> {
            ArrayInputs inputs = new ArrayInputs(array, tasks(array, context), clock.instant());
            ArrayStep step = ArrayStep.of(inputs);
            step.stop().forEach(task -> stop(task, context));
            Optional<String> refusal = start(inputs, step, context);
            TaskArrayStatus status = ArrayReport.of(inputs, step, refusal);
            return report(inputs, step, status, context).or(() -> refusal.map(why -> REFUSED));
        });
    }

    /** Makes the tasks; returns why the cluster refused one, if it did. One that is there already stays. */
    private static Optional<String> start(ArrayInputs inputs, ArrayStep step, Context<TaskArray> context) {
        String revision = ArrayReport.revision(inputs);
        try {
            Optional<String> inTheWay = Optional.empty();
            for (ArrayStep.Next next : step.start()) {
                Task wanted = ArrayTasks.of(inputs.array(), next, revision);
                if (!Owners.owns(inputs.array(), DesiredSet.in(context).create(wanted)) && inTheWay.isEmpty()) {
                    inTheWay = Optional.of("The Task " + wanted.getMetadata().getName()
                            + ", which is not this array's, is in the way: delete it, or name the array differently.");
                }
            }
            return inTheWay;
        } catch (KubernetesClientException e) {
            if (ApiErrors.namespaceTerminating(e) || !ApiErrors.refused(e)) {
                throw e;
            }
            return Optional.of("The cluster refused a task: " + ApiErrors.message(e));
        }
    }

    private static void stop(Task task, Context<TaskArray> context) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").put("uid", task.getMetadata().getUid());
        patch.putObject("spec").put("desiredStatus", "STOPPED");
        try {
            context.getClient().resource(task).patch(MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            if (!ApiErrors.gone(e)) {
                throw e;
            }
        }
    }

    /** Counts alone can wait a moment; an end, a beginning and a refusal cannot. */
    private Optional<Duration> report(
            ArrayInputs inputs, ArrayStep step, TaskArrayStatus status, Context<TaskArray> context) {
        String uid = inputs.array().getMetadata().getUid();
        if (StatusWriter.isWritten(inputs.array(), status)) {
            counts.settled(uid);
            return Optional.empty();
        }
        boolean first = inputs.status().active == null;
        Optional<Duration> later = first || step.over() ? Optional.empty() : counts.wait(uid);
        if (later.isPresent()) {
            return later;
        }
        counts.settled(uid);
        if (StatusWriter.write(context, inputs.array(), status)) {
            events.transitions(inputs.array(), inputs.status().conditions, status.conditions);
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static List<Task> tasks(TaskArray array, Context<TaskArray> context) {
        var source = (InformerEventSource<Task, TaskArray>)
                context.eventSourceRetriever().getEventSourceFor(Task.class);
        return source.list(array.getMetadata().getNamespace(), task -> Owners.owns(array, task))
                .toList();
    }
}
