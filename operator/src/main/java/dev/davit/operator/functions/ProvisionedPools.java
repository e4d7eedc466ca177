package dev.davit.operator.functions;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pools in which provisioned environments are, watched for those who tell how far they are. */
public final class ProvisionedPools {
    private static final String BY_REVISION = "revision";

    private ProvisionedPools() {}

    /**
     * An event source that wakes the kind when its provisioned environments change.
     *
     * @param primary the kind
     * @param ofRevision which objects run a revision, given as {@link #key}
     */
    public static <P extends HasMetadata> InformerEventSource<EnvironmentPool, P> events(
            EventSourceContext<P> context, Class<P> primary, Function<String, Set<ResourceID>> ofRevision) {
        var pools = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EnvironmentPool.class, primary)
                        .withPrimaryToSecondaryMapper((P any) -> Set.of())
                        .withSecondaryToPrimaryMapper(pool -> keys(pool)
                                .flatMap(key -> ofRevision.apply(key).stream())
                                .collect(Collectors.toSet()))
                        .withOnUpdateFilter((now, before) ->
                                !ProvisionedProgress.matter(now).equals(ProvisionedProgress.matter(before)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new TransformingItemStore<>(ProvisionedPools::lean))
                        .build(),
                context);
        pools.addIndexer(BY_REVISION, pool -> keys(pool).toList());
        return pools;
    }

    /** The pool that keeps environments of that revision initialised; empty while none does. */
    @SuppressWarnings("unchecked")
    public static Optional<EnvironmentPool> of(Context<?> context, String key) {
        return context.eventSourceRetriever().getEventSourceFor(EnvironmentPool.class)
                        instanceof IndexedResourceCache<?> cache
                ? ((IndexedResourceCache<EnvironmentPool>) cache)
                        .byIndex(BY_REVISION, key).stream().findFirst()
                : Optional.empty();
    }

    /** How a revision is called here. */
    public static String key(String namespace, String revision) {
        return namespace + "/" + revision;
    }

    private static Stream<String> keys(EnvironmentPool pool) {
        return pool.getSpec().provisioned == null
                ? Stream.empty()
                : pool.getSpec().provisioned.stream()
                        .map(each -> key(pool.getMetadata().getNamespace(), each.revision));
    }

    private static EnvironmentPool lean(EnvironmentPool pool) {
        pool.getMetadata().setOwnerReferences(List.of());
        pool.getSpec().claims = null;
        pool.getSpec().retire = null;
        pool.getSpec().secrets = null;
        return Lean.metadata(pool);
    }
}
