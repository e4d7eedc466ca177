package dev.davit.operator.ecs.cluster;

import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.ClusterStatus;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of each cluster which services and tasks it has. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "cluster",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class ClusterReconciler implements Reconciler<Cluster> {

    /** Counts are for people. */
    private static final Duration COUNTS = Duration.ofSeconds(2);

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;
    private final Coalescer counts;

    /** A reconciler with its collaborators. */
    public ClusterReconciler(OperatorConfig config, EventWriter events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.counts = new Coalescer(COUNTS, clock);
    }

    @Override
    public List<EventSource<?, Cluster>> prepareEventSources(EventSourceContext<Cluster> context) {
        var services = InformerEventSourceConfiguration.from(Service.class, Cluster.class)
                .withPrimaryToSecondaryMapper((Cluster cluster) -> Set.of())
                .withSecondaryToPrimaryMapper(service -> context.getPrimaryCache()
                        .list(service.getMetadata().getNamespace(), cluster -> ClusterReport.names(service, cluster))
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(new LeanStore<>())
                .build();
        return List.of(new InformerEventSource<>(services, context));
    }

    @Override
    public UpdateControl<Cluster> reconcile(Cluster cluster, Context<Cluster> context) {
        return Pass.over(cluster, () -> pass(cluster, context));
    }

    private Optional<Duration> pass(Cluster cluster, Context<Cluster> context) {
        String namespace = cluster.getMetadata().getNamespace();
        ClusterStatus status = ClusterReport.of(
                cluster,
                context.getPrimaryCache().list(namespace).toList(),
                services(context, namespace).toList(),
                config.region(),
                clock.instant());
        String uid = cluster.getMetadata().getUid();
        List<Condition> before = cluster.getStatus() == null ? null : cluster.getStatus().conditions;
        if (StatusWriter.isWritten(cluster, status)) {
            counts.settled(uid);
            return Optional.empty();
        }
        if (status.conditions.equals(before)) {
            Optional<Duration> wait = counts.wait(uid);
            if (wait.isPresent()) {
                return wait;
            }
        }
        if (StatusWriter.write(context, cluster, status)) {
            events.transitions(cluster, before, status.conditions);
        }
        counts.settled(uid);
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Service> services(Context<Cluster> context, String namespace) {
        return context.eventSourceRetriever().getEventSourceFor(Service.class) instanceof ResourceCache<?> cache
                ? ((ResourceCache<Service>) cache).list(namespace)
                : Stream.empty();
    }
}
