package dev.davit.operator.elbv2.listener;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerReason;
import dev.davit.api.elbv2.v1alpha1.ListenerStatus;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
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
import java.util.List;
import java.util.Optional;

/** Gives each listener its port of the gateway, and says where its requests go. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "listener",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class ListenerReconciler implements Reconciler<Listener> {
    /** An older listener may go, which does not wake this one. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final EntryPorts ports;
    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;

    /** A reconciler with its collaborators. */
    public ListenerReconciler(EntryPorts ports, OperatorConfig config, Clock clock, EventWriter events) {
        this.ports = ports;
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, Listener>> prepareEventSources(EventSourceContext<Listener> context) {
        return List.of(
                Neighbours.of(LoadBalancer.class, context, null), Neighbours.of(TargetGroup.class, context, null));
    }

    @Override
    public UpdateControl<Listener> reconcile(Listener listener, Context<Listener> context) {
        return Pass.over(listener, () -> pass(listener, context));
    }

    private Optional<Duration> pass(Listener listener, Context<Listener> context) {
        String namespace = listener.getMetadata().getNamespace();
        ListenerInputs inputs = new ListenerInputs(
                listener,
                Neighbours.in(context, LoadBalancer.class, namespace),
                context.getPrimaryCache().list(namespace).toList(),
                Neighbours.in(context, TargetGroup.class, namespace),
                ports.enabled(),
                config.region(),
                clock.instant());
        ListenerStatus status = ListenerReport.status(
                inputs, () -> ports.of(listener, context.getPrimaryCache().list()));
        List<Condition> before = listener.getStatus() == null ? null : listener.getStatus().conditions;
        if (StatusWriter.writeIfUnchanged(context, listener, status)) {
            events.transitions(listener, before, status.conditions);
        }
        return Conditions.isTrue(status.conditions, ConditionSet.READY) || !waitsForAnother(status)
                ? Optional.empty()
                : Optional.of(LOOK_AGAIN);
    }

    private static boolean waitsForAnother(ListenerStatus status) {
        return Conditions.find(status.conditions, ConditionSet.READY)
                .filter(ready -> List.of(ListenerReason.PortTaken.name(), ListenerReason.EntryPortsExhausted.name())
                        .contains(ready.getReason()))
                .isPresent();
    }
}
