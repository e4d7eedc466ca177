package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.common.CommonReason;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.fargate.ClusterAge;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
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

/** Registers each content of a TaskDefinition's spec as a numbered revision. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "taskdefinition",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class TaskDefinitionReconciler implements Reconciler<TaskDefinition> {

    private static final Duration ANOTHER_LOOK = Duration.ofSeconds(1);
    private static final Duration FAMILY_LOOK = Duration.ofSeconds(15);

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;

    /** A reconciler with its collaborators. */
    public TaskDefinitionReconciler(OperatorConfig config, EventWriter events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, TaskDefinition>> prepareEventSources(EventSourceContext<TaskDefinition> context) {
        InformerEventSourceConfiguration<ControllerRevision> revisions = InformerEventSourceConfiguration.from(
                        ControllerRevision.class, TaskDefinition.class)
                .withLabelSelector(Labels.COMPONENT + "=" + Revisions.COMPONENT)
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        return List.of(new InformerEventSource<>(revisions, context));
    }

    @Override
    public UpdateControl<TaskDefinition> reconcile(TaskDefinition definition, Context<TaskDefinition> context) {
        return Pass.over(definition, () -> pass(definition, context));
    }

    private Optional<Duration> pass(TaskDefinition definition, Context<TaskDefinition> context) {
        TaskDefinitionInputs inputs = gather(definition, context);
        Outcome outcome = TaskDefinitionCheck.check(inputs);
        Optional<ControllerRevision> newest = inputs.latest();
        if (outcome instanceof Outcome.Accepted && inputs.current().isEmpty()) {
            ControllerRevision made = DesiredSet.in(context).create(Revisions.of(definition, inputs.nextNumber()));
            newest = Optional.of(made).filter(revision -> Owners.owns(definition, revision));
            outcome = newest.isPresent() ? outcome : nameTaken(made);
        }
        report(definition, outcome, newest, context);
        return again(outcome);
    }

    private static Optional<Duration> again(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> Optional.empty();
            case Outcome.Waiting waiting -> Optional.of(ANOTHER_LOOK);
            // Nothing tells when the holder of the family goes.
            case Outcome.Rejection rejection ->
                rejection.reason() == TaskDefinitionReason.FamilyTaken ? Optional.of(FAMILY_LOOK) : Optional.empty();
        };
    }

    private TaskDefinitionInputs gather(TaskDefinition definition, Context<TaskDefinition> context) {
        String namespace = definition.getMetadata().getNamespace();
        List<TaskDefinition> siblings = context.getPrimaryCache()
                .list(namespace)
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(definition.getMetadata().getUid()))
                .toList();
        List<ControllerRevision> revisions = context.getSecondaryResources(ControllerRevision.class).stream()
                .filter(revision -> Owners.owns(definition, revision))
                .toList();
        boolean restarts = TaskDefinitionCheck.restarts(definition.getSpec())
                && ClusterAge.restartsContainers(context.getClient().getKubernetesVersion());
        return new TaskDefinitionInputs(definition, revisions, siblings, restarts);
    }

    /** A namesake that was deleted leaves its revisions behind for a moment. */
    private static Outcome nameTaken(ControllerRevision other) {
        return new Outcome.Waiting(
                CommonReason.Pending,
                "waits until the ControllerRevision " + other.getMetadata().getName() + " of an earlier owner is gone");
    }

    private void report(
            TaskDefinition definition,
            Outcome outcome,
            Optional<ControllerRevision> newest,
            Context<TaskDefinition> context) {
        TaskDefinitionStatus before = definition.getStatus();
        TaskDefinitionStatus status = TaskDefinitionReport.status(
                definition, outcome, newest, new TaskDefinitionReport.Moment(config.region(), clock.instant()));
        if (StatusWriter.write(context, definition, status)) {
            events.transitions(definition, before == null ? null : before.conditions, status.conditions);
        }
    }
}
