package dev.davit.operator.lambda.revision;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.functions.RevisionOwners;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives each revision the pool of its execution class, or of its image, keeps its layers, and says when it can run. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "functionrevision",
        informer = @Informer(itemStore = RevisionStore.class, informerListLimit = Lean.PAGE))
public class RevisionReconciler implements Reconciler<FunctionRevision> {
    private static final String BY_POOL = "pool";
    private static final String BY_RUNTIME = "runtime";

    private final Clock clock;

    RevisionReconciler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, FunctionRevision>> prepareEventSources(EventSourceContext<FunctionRevision> context) {
        IndexerResourceCache<FunctionRevision> revisions = context.getPrimaryCache();
        revisions.addIndexer(BY_POOL, r -> List.of(key(r.getMetadata().getNamespace(), r.getSpec().environmentPool)));
        revisions.addIndexer(BY_RUNTIME, r -> r.getSpec().runtime == null ? List.of() : List.of(r.getSpec().runtime));
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(EnvironmentPool.class, FunctionRevision.class)
                                .withPrimaryToSecondaryMapper((FunctionRevision r) -> Set.of(new ResourceID(
                                        r.getSpec().environmentPool,
                                        r.getMetadata().getNamespace())))
                                .withSecondaryToPrimaryMapper(pool -> ids(revisions.byIndex(
                                        BY_POOL,
                                        key(
                                                pool.getMetadata().getNamespace(),
                                                pool.getMetadata().getName()))))
                                .withOnUpdateFilter(RevisionReconciler::matters)
                                .withInformerListLimit(Lean.PAGE)
                                .withItemStore(new PoolStore())
                                .build(),
                        context),
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Runtime.class, FunctionRevision.class)
                                .withPrimaryToSecondaryMapper((FunctionRevision r) -> r.getSpec().runtime == null
                                        ? Set.of()
                                        : Set.of(new ResourceID(r.getSpec().runtime)))
                                .withSecondaryToPrimaryMapper(runtime -> ids(revisions.byIndex(
                                        BY_RUNTIME, runtime.getMetadata().getName())))
                                .withOnUpdateFilter((now, before) -> !Objects.equals(
                                        now.getMetadata().getGeneration(),
                                        before.getMetadata().getGeneration()))
                                .withInformerListLimit(Lean.PAGE)
                                .withItemStore(new LeanStore<>())
                                .build(),
                        context),
                KeptLayers.source(context));
    }

    @Override
    public UpdateControl<FunctionRevision> reconcile(FunctionRevision revision, Context<FunctionRevision> context) {
        return Pass.over(revision, () -> pass(revision, context));
    }

    private Optional<Duration> pass(FunctionRevision revision, Context<FunctionRevision> context) {
        RevisionInputs inputs = new RevisionInputs(
                revision,
                context.getSecondaryResource(Runtime.class),
                context.getSecondaryResource(EnvironmentPool.class),
                clock.instant());
        Optional<EnvironmentPool> wanted = RevisionObjects.pool(inputs);
        wanted.ifPresent(pool -> apply(inputs, pool, context));
        if (inputs.pool().isPresent() || wanted.isEmpty()) {
            // No events: the pool below and the function above tell the same.
            StatusWriter.write(context, revision, RevisionReport.status(inputs));
        } // Otherwise the pool was made just now: it has something to say before long, and its pods come first.
        KeptLayers.keep(revision, context);
        return Optional.empty();
    }

    private static void apply(RevisionInputs inputs, EnvironmentPool wanted, Context<FunctionRevision> context) {
        if (inputs.pool().isPresent()) {
            keep(inputs, wanted, inputs.pool().get(), context);
            return;
        }
        keep(inputs, wanted, DesiredSet.in(context).create(wanted), context);
    }

    /** Brings a pool that is there up to date. */
    private static void keep(
            RevisionInputs inputs, EnvironmentPool wanted, EnvironmentPool actual, Context<FunctionRevision> context) {
        if (inputs.ofImage() && !inputs.isOwn(actual)) {
            replace(inputs, actual, context);
            return;
        }
        try {
            wanted.getMetadata().setOwnerReferences(null);
            // The uid keeps the apply from making a pool again when this one is deleted meanwhile.
            wanted.getMetadata().setUid(actual.getMetadata().getUid());
            DesiredSet.in(context).apply(wanted, Optional.of(actual));
        } catch (KubernetesClientException e) {
            if (!ApiErrors.gone(e)) {
                throw e;
            }
        }
    }

    /**
     * Ends the pool of a deleted revision of this name; that it is gone wakes us. Not for a revision that is about to be collected
     * itself: a function that is just deleted may have made it, and calls may be at work in the pool.
     */
    private static void replace(RevisionInputs inputs, EnvironmentPool old, Context<FunctionRevision> context) {
        if (old.getMetadata().getDeletionTimestamp() == null
                && RevisionOwners.anyStays(inputs.revision(), context.getClient())) {
            DesiredSet.in(context).delete(old);
        }
    }

    /** Claims and counts change with every invocation; a revision only cares whether its pool can start environments. */
    private static boolean matters(EnvironmentPool now, EnvironmentPool before) {
        return !Objects.equals(
                        now.getMetadata().getOwnerReferences(),
                        before.getMetadata().getOwnerReferences())
                || !Objects.equals(said(now), said(before));
    }

    private static List<String> said(EnvironmentPool pool) {
        return pool.getStatus() == null
                ? List.of()
                : Conditions.find(pool.getStatus().conditions, ConditionSet.READY)
                        .map(c -> List.of(c.getStatus(), c.getReason(), c.getMessage()))
                        .orElse(List.of());
    }

    private static Set<ResourceID> ids(List<FunctionRevision> revisions) {
        return revisions.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
