package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.CommonReason;
import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerReason;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.operator.config.EntryRouteConfig;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Remembered;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTPRoutes by which a Gateway leads to load balancers, where the settings name a Gateway. The cluster may not serve the
 * kind, and may come to serve it: the cache of routes is there from the first time that it does.
 */
@Singleton
public class EntryRoutes {
    private static final String API_VERSION = "gateway.networking.k8s.io/v1";
    private static final String KIND = "HTTPRoute";
    private static final Duration AGE = Duration.ofMinutes(1);

    private final String installation;
    private final Optional<RouteSite> site;
    private final NetworkObjects objects;
    private final Duration age;
    private final Remembered<Boolean> served;

    /** Routes as the settings say. */
    @Inject
    public EntryRoutes(
            KubernetesClient client,
            OperatorConfig config,
            EntryRouteConfig settings,
            NetworkObjects objects,
            Clock clock) {
        this(client, config, settings, objects, clock, AGE);
    }

    /** The same; whether the kind is served is asked again after {@code age}. */
    public EntryRoutes(
            KubernetesClient client,
            OperatorConfig config,
            EntryRouteConfig settings,
            NetworkObjects objects,
            Clock clock,
            Duration age) {
        this.installation = config.namespace();
        this.site = RouteSite.of(config, settings);
        this.objects = objects;
        this.age = age;
        this.served = new Remembered<>(() -> client.supports(API_VERSION, KIND), age, clock);
    }

    /** What wakes load balancers besides their Listeners: their Rules' hosts. */
    List<EventSource<?, LoadBalancer>> events(EventSourceContext<LoadBalancer> context) {
        return site.isPresent() ? List.of(Neighbours.of(Rule.class, context, null)) : List.of();
    }

    /** Whether a change is another load balancer's that may want the same hosts. */
    boolean concerns(NetworkObjects.Change change) {
        return site.isPresent() && change.object() instanceof LoadBalancer && change.ofSpec();
    }

    /** Whether there is to be a route for a load balancer, as soon as it has a Service. */
    boolean isFor(LoadBalancer balancer) {
        return site.isPresent() && RouteWishes.isForOutside(balancer);
    }

    /**
     * Makes the route of a load balancer so: there, as long as it is for callers outside and has a Service.
     *
     * @return what has become of it; empty when there is to be none
     */
    Optional<RouteTold> converge(LoadBalancerInputs inputs, Optional<Service> service, Context<LoadBalancer> context) {
        if (site.isEmpty() || inputs.isNetwork()) {
            return Optional.empty();
        }
        if (!served.get()) {
            return isFor(inputs.loadBalancer()) ? Optional.of(notServed(site.get())) : Optional.empty();
        }
        context.eventSourceRetriever().dynamicallyRegisterEventSource(routes(context));
        Optional<HTTPRoute> actual = Neighbours.named(
                Neighbours.in(context, HTTPRoute.class, installation),
                LoadBalancerObjects.serviceId(inputs.loadBalancer(), installation)
                        .getName());
        if (service.isPresent() && isFor(inputs.loadBalancer())) {
            return Optional.of(lead(site.get(), inputs, service.get(), actual, context));
        }
        DesiredSet.in(context).converge(List.of(), actual.stream().toList());
        return isFor(inputs.loadBalancer()) ? Optional.of(pending(dnsName(site.get(), inputs))) : Optional.empty();
    }

    private RouteTold lead(
            RouteSite to,
            LoadBalancerInputs inputs,
            Service service,
            Optional<HTTPRoute> actual,
            Context<LoadBalancer> context) {
        String namespace = inputs.namespace();
        RouteWishes wishes = new RouteWishes(
                Neighbours.in(context, Listener.class, namespace).stream()
                        .filter(LoadBalancerInputs::isReachable)
                        .toList(),
                Neighbours.in(context, Rule.class, namespace));
        String dnsName = dnsName(to, inputs);
        RouteHosts hosts = RouteHosts.of(
                inputs.loadBalancer(),
                dnsName,
                wishes,
                objects.manifests(inputs.loadBalancer()).loadBalancers(),
                to.grants());
        List<Integer> ports = inputs.listeners().stream()
                .map(listener -> listener.inForce().port)
                .sorted()
                .toList();
        HTTPRoute route = DesiredSet.in(context)
                .apply(RouteObjects.route(inputs, service, to.gateway(), hosts.names(), ports.getFirst()), actual);
        return new RouteTold(
                Optional.of(dnsName),
                RouteReport.outcome(route, to.gateway(), RouteReport.remarks(ports, hosts.leftOut())));
    }

    private static String dnsName(RouteSite to, LoadBalancerInputs inputs) {
        return RouteObjects.dnsName(inputs.namespace(), inputs.name(), to.domain());
    }

    private static RouteTold pending(String dnsName) {
        return new RouteTold(
                Optional.of(dnsName),
                new Outcome.Waiting(CommonReason.Pending, "Waiting for the load balancer's Service."));
    }

    private static RouteTold notServed(RouteSite to) {
        return new RouteTold(
                Optional.empty(),
                new Outcome.Rejection(
                        LoadBalancerReason.GatewayAPINotServed,
                        "No route leads here: the installation names " + RouteReport.called(to.gateway())
                                + ", and this cluster does not serve HTTPRoute (" + API_VERSION
                                + "). Install the Gateway API, or take loadBalancers.gateway out of the chart's values;"
                                + " callers in the cluster reach the Service meanwhile."));
    }

    /** When to look again for a kind that is not served: nothing tells that it is. */
    Optional<Duration> later(Optional<RouteTold> told) {
        return told.filter(route -> route.dnsName().isEmpty()).map(route -> age);
    }

    /** Routes, of the installation's namespace alone: there alone the operator may look at them. Of one name, one is registered. */
    private EventSource<HTTPRoute, LoadBalancer> routes(Context<LoadBalancer> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(HTTPRoute.class, LoadBalancer.class)
                        .withName(KIND)
                        .withLabelSelector(Labels.LOAD_BALANCER_NAMESPACE)
                        .withNamespaces(Set.of(installation))
                        .withPrimaryToSecondaryMapper((LoadBalancer balancer) ->
                                Set.of(LoadBalancerObjects.serviceId(balancer, installation)))
                        .withSecondaryToPrimaryMapper(route -> Set.of(new ResourceID(
                                route.getMetadata().getLabels().get(Labels.LOAD_BALANCER),
                                route.getMetadata().getLabels().get(Labels.LOAD_BALANCER_NAMESPACE))))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context.eventSourceRetriever().eventSourceContextForDynamicRegistration());
    }
}
