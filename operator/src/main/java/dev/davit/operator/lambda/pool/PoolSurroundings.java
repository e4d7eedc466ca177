package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.operator.config.GatewayService;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.config.RuntimeKey;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.kernel.IdSource;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pool's pods are made from besides the pool: the gateway's address, the runtime key, the image's revision. */
@Singleton
class PoolSurroundings {
    private static final int RANDOM = 5;

    private final GatewayService gateway;
    private final RuntimeKey key;
    private final OperatorConfig config;
    private final IdSource ids;
    private final Placement placement;
    private final GatewayPresence presence;

    PoolSurroundings(GatewayService gateway, RuntimeKey key, OperatorConfig config, IdSource ids, Placement placement) {
        this.placement = placement;
        this.gateway = gateway;
        this.presence = new GatewayPresence(gateway);
        this.key = key;
        this.config = config;
        this.ids = ids;
    }

    /** The gateway's Service: when it comes or gets another address, every pool looks at its environments. */
    EventSource<Service, EnvironmentPool> gatewayEvents(EventSourceContext<EnvironmentPool> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Service.class, EnvironmentPool.class)
                        .withNamespaces(Set.of(gateway.id().getNamespace().orElseThrow()))
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("metadata.name", gateway.id().getName())
                                .build())
                        .withPrimaryToSecondaryMapper((EnvironmentPool pool) -> Set.of(gateway.id()))
                        .withSecondaryToPrimaryMapper(service -> context.getPrimaryCache()
                                .list()
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withOnUpdateFilter((now, before) ->
                                !GatewayService.clusterIp(now).equals(GatewayService.clusterIp(before)))
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
    }

    /** Whether there is a gateway, and since when. */
    GatewayPresence presence() {
        return presence;
    }

    /** The network's objects: when they turn, pools in the network look whether they can start. */
    EventSource<?, EnvironmentPool> networkEvents(EventSourceContext<EnvironmentPool> context) {
        return new Waker<>(context)
                .on(
                        placement.objects(),
                        (change, pool) -> pool.getSpec().network != null
                                && !(change.object() instanceof Pod)
                                && change.ofReadiness())
                .source();
    }

    /** Where pods stand in the network; each pass has its own. */
    PoolPlaces places(EnvironmentPool pool, Collection<Pod> pods) {
        return new PoolPlaces(placement, pool, pods);
    }

    /** A name no pod had before. */
    String podName(EnvironmentPool pool) {
        return PoolObjects.podName(pool, ids.text(RANDOM));
    }

    /** Where the gateway is and how its environments prove themselves; empty while it has no address. */
    Optional<PoolObjects.Surroundings> now(Context<EnvironmentPool> context) {
        return context.getSecondaryResource(Service.class)
                .flatMap(GatewayService::clusterIp)
                .map(ip -> new PoolObjects.Surroundings(ip, key.value(), config.region()));
    }

    /** What makes the pods; empty while the gateway's address or the image's revision is not there. */
    Optional<PoolObjects> objects(PoolInputs inputs, Context<EnvironmentPool> context) {
        EnvironmentPool pool = inputs.pool();
        String name = pool.getSpec().functionRevision;
        Optional<FunctionRevision> revision = name == null
                ? Optional.empty()
                : context.getSecondaryResource(FunctionRevision.class)
                        .or(() -> revision(pool.getMetadata().getNamespace(), name, context.getClient()));
        if (name != null && revision.isEmpty()) {
            return Optional.empty();
        }
        return inputs.surroundings().map(around -> new PoolObjects(pool, revision, around));
    }

    Optional<FunctionRevision> revision(String namespace, String name, KubernetesClient client) {
        return Optional.ofNullable(client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }
}
