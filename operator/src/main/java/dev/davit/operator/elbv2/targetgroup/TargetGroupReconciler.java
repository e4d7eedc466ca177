package dev.davit.operator.elbv2.targetgroup;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.elbv2.v1alpha1.TargetGroupStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.functions.FunctionStore;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
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

/** Puts a core Service in front of the pods that are registered in a group, and says how they are. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "targetgroup",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class TargetGroupReconciler implements Reconciler<TargetGroup> {
    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;

    /** A reconciler with its collaborators. */
    public TargetGroupReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, TargetGroup>> prepareEventSources(EventSourceContext<TargetGroup> context) {
        return List.of(
                Neighbours.of(Function.class, context, null, new FunctionStore()),
                Neighbours.of(EndpointSlice.class, context, Labels.TARGET_GROUP),
                Neighbours.of(Service.class, context, Labels.TARGET_GROUP),
                Neighbours.of(Listener.class, context, null),
                Neighbours.of(Rule.class, context, null));
    }

    @Override
    public UpdateControl<TargetGroup> reconcile(TargetGroup group, Context<TargetGroup> context) {
        return Pass.over(group, () -> pass(group, context));
    }

    private Optional<Duration> pass(TargetGroup group, Context<TargetGroup> context) {
        String namespace = group.getMetadata().getNamespace();
        List<Service> services = Neighbours.in(context, Service.class, namespace).stream()
                .filter(service -> Owners.owns(group, service))
                .toList();
        TargetGroupInputs inputs = gather(group, context, services);
        boolean wanted = !inputs.isFunction() && TargetGroupReport.serves(inputs);
        DesiredSet.in(context).converge(wanted ? List.of(TargetGroupObjects.service(group)) : List.of(), services);
        TargetGroupStatus status = TargetGroupReport.status(inputs);
        List<Condition> before = group.getStatus() == null ? null : group.getStatus().conditions;
        if (StatusWriter.write(context, group, status)) {
            events.transitions(group, before, status.conditions);
        }
        return Optional.empty();
    }

    private TargetGroupInputs gather(TargetGroup group, Context<TargetGroup> context, List<Service> services) {
        String namespace = group.getMetadata().getNamespace();
        String name = group.getMetadata().getName();
        return new TargetGroupInputs(
                group,
                Neighbours.in(context, Function.class, namespace),
                Neighbours.in(context, EndpointSlice.class, namespace).stream()
                        .filter(slice ->
                                name.equals(slice.getMetadata().getLabels().get(Labels.TARGET_GROUP)))
                        .toList(),
                Neighbours.in(context, Listener.class, namespace),
                Neighbours.in(context, Rule.class, namespace),
                !services.isEmpty(),
                services.isEmpty() && isForeign(group, context.getClient()),
                config.region(),
                clock.instant());
    }

    /** Asked once, before the Service is made: somebody else's Service of the name is left alone. */
    private static boolean isForeign(TargetGroup group, KubernetesClient client) {
        if ("lambda".equals(group.getSpec().targetType)) {
            return false;
        }
        Service found = client.services()
                .inNamespace(group.getMetadata().getNamespace())
                .withName(TargetGroupObjects.serviceName(group.getMetadata().getName()))
                .get();
        return found != null && !Owners.owns(group, found);
    }
}
