package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.operator.config.GatewayService;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Since when there is a gateway to poll. The unmodified runtime of an image ends when it finds none, which says nothing about the
 * image: no environment of an image is started meanwhile, and its end does not count.
 */
final class GatewayPresence {
    private static final String SERVICE = "kubernetes.io/service-name";

    private final GatewayService gateway;
    private Instant since = Instant.MIN;

    GatewayPresence(GatewayService gateway) {
        this.gateway = gateway;
    }

    /** When gateways come or go, the pools to which that makes a difference look again. */
    EventSource<EndpointSlice, EnvironmentPool> events(EventSourceContext<EnvironmentPool> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EndpointSlice.class, EnvironmentPool.class)
                        .withNamespaces(Set.of(gateway.id().getNamespace().orElseThrow()))
                        .withLabelSelector(SERVICE + "=" + gateway.id().getName())
                        .withPrimaryToSecondaryMapper((EnvironmentPool pool) -> Set.of())
                        .withSecondaryToPrimaryMapper(slice -> context.getPrimaryCache()
                                .list()
                                .filter(pool -> pool.getSpec().functionRevision != null)
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withOnUpdateFilter((now, before) -> isReady(Stream.of(now)) != isReady(Stream.of(before)))
                        .build(),
                context);
    }

    /** Since when, as far as is known: {@link Instant#MIN} for as long as anybody remembers, {@link Instant#MAX} while there is none. */
    Instant since(Context<EnvironmentPool> context, Instant now) {
        boolean there =
                context.eventSourceRetriever().getEventSourceFor(EndpointSlice.class) instanceof ResourceCache<?> slices
                        && isReady(slices.list().map(EndpointSlice.class::cast));
        return seen(there, now);
    }

    /** What a look at the gateways means for {@link #since}. */
    synchronized Instant seen(boolean there, Instant now) {
        if (!there) {
            since = Instant.MAX;
        } else if (since.equals(Instant.MAX)) {
            since = now;
        }
        return since;
    }

    private static boolean isReady(Stream<EndpointSlice> slices) {
        return slices.flatMap(slice ->
                        slice.getEndpoints() == null ? Stream.<Endpoint>empty() : slice.getEndpoints().stream())
                .anyMatch(endpoint -> endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()));
    }
}
