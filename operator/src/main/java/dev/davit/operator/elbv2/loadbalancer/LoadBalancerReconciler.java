package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerStatus;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives each load balancer a Service with a port for each of its listeners. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "loadbalancer",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class LoadBalancerReconciler implements Reconciler<LoadBalancer> {
    private final LoadBalancerInputs.Site site;
    private final EntryWall wall;
    private final EntryRoutes routes;
    private final KubernetesClient client;
    private final Clock clock;
    private final EventWriter events;

    /** A reconciler with its collaborators. */
    public LoadBalancerReconciler(
            KubernetesClient client,
            EntrySite entry,
            EntryWall wall,
            EntryRoutes routes,
            Clock clock,
            EventWriter events) {
        this.site = entry.get();
        this.wall = wall;
        this.routes = routes;
        this.client = client;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, LoadBalancer>> prepareEventSources(EventSourceContext<LoadBalancer> context) {
        List<EventSource<?, LoadBalancer>> sources = new ArrayList<>(routes.events(context));
        sources.add(Neighbours.of(Listener.class, context, null));
        sources.add(made(Service.class, context));
        sources.add(made(NetworkPolicy.class, context));
        sources.add(wall.events(context, routes::concerns));
        return sources;
    }

    /** What load balancers were given, which may be in another namespace than theirs. */
    private <R extends HasMetadata> EventSource<R, LoadBalancer> made(
            Class<R> kind, EventSourceContext<LoadBalancer> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, LoadBalancer.class)
                        .withLabelSelector(Labels.LOAD_BALANCER)
                        .withPrimaryToSecondaryMapper((LoadBalancer primary) -> Set.of(id(primary)))
                        .withSecondaryToPrimaryMapper(object -> Set.of(new ResourceID(
                                object.getMetadata().getLabels().get(Labels.LOAD_BALANCER),
                                object.getMetadata().getLabels().get(Labels.LOAD_BALANCER_NAMESPACE))))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
    }

    private ResourceID id(LoadBalancer loadBalancer) {
        return LoadBalancerObjects.serviceId(loadBalancer, site.namespace());
    }

    @Override
    public UpdateControl<LoadBalancer> reconcile(LoadBalancer loadBalancer, Context<LoadBalancer> context) {
        return Pass.over(loadBalancer, () -> pass(loadBalancer, context));
    }

    private Optional<Duration> pass(LoadBalancer loadBalancer, Context<LoadBalancer> context) {
        Optional<Service> service = cached(Service.class, loadBalancer, context);
        LoadBalancerInputs inputs = new LoadBalancerInputs(
                loadBalancer,
                listeners(loadBalancer, context),
                service,
                wall.missing(loadBalancer),
                service.isEmpty() && isForeign(loadBalancer),
                site,
                clock.instant());
        boolean accepted = LoadBalancerReport.serves(inputs);
        Optional<NetworkPolicy> policy = accepted && wall.stands()
                ? LoadBalancerObjects.policy(inputs, wall.rules(loadBalancer))
                : Optional.empty();
        Optional<Service> wanted = accepted ? LoadBalancerObjects.service(inputs) : Optional.empty();
        DesiredSet cluster = DesiredSet.in(context);
        cluster.converge(
                policy.stream().toList(),
                cached(NetworkPolicy.class, loadBalancer, context).stream().toList());
        Optional<Service> made = wanted.map(object -> cluster.apply(object, service));
        Optional<RouteTold> route = routes.converge(inputs, made, context);
        if (made.isEmpty() && !LoadBalancerReport.isAmbiguous(inputs)) {
            cluster.converge(List.of(), service.stream().toList());
        }
        LoadBalancerStatus status = LoadBalancerReport.status(inputs, route);
        List<Condition> before = loadBalancer.getStatus() == null ? null : loadBalancer.getStatus().conditions;
        if (StatusWriter.write(context, loadBalancer, status)) {
            events.transitions(loadBalancer, before, status.conditions);
        }
        return routes.later(route);
    }

    private static List<Listener> listeners(LoadBalancer loadBalancer, Context<LoadBalancer> context) {
        String name = loadBalancer.getMetadata().getName();
        return Neighbours.in(context, Listener.class, loadBalancer.getMetadata().getNamespace()).stream()
                .filter(LoadBalancerInputs::isReachable)
                .filter(listener -> name.equals(listener.getStatus().loadBalancer))
                .toList();
    }

    private <R extends HasMetadata> Optional<R> cached(
            Class<R> kind, LoadBalancer loadBalancer, Context<LoadBalancer> context) {
        ResourceID id = id(loadBalancer);
        return Neighbours.named(Neighbours.in(context, kind, id.getNamespace().orElseThrow()), id.getName());
    }

    /** Asked only while the Service is not known: somebody else's Service of the name is left alone. */
    private boolean isForeign(LoadBalancer loadBalancer) {
        ResourceID id = id(loadBalancer);
        Service found = client.services()
                .inNamespace(id.getNamespace().orElseThrow())
                .withName(id.getName())
                .get();
        return found != null
                && !loadBalancer
                        .getMetadata()
                        .getName()
                        .equals(
                                found.getMetadata().getLabels() == null
                                        ? null
                                        : found.getMetadata().getLabels().get(Labels.LOAD_BALANCER));
    }
}
