package dev.davit.operator.lambda.pool;

import dev.davit.api.common.CommonReason;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Outcome.Waiting;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
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
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the environments of a pool: starts what is missing, ends what is retired, reports what does not start. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "environmentpool",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class PoolReconciler implements Reconciler<EnvironmentPool> {
    /** Labels of claimed pods and counts are for people: a claim shall not cost two more writes at once. */
    private static final Duration BOOKS = Duration.ofSeconds(10);

    /** Nothing announces that a subnet has room again. */
    private static final Duration ROOM = Duration.ofSeconds(5);

    /** A pool that is older may have lost its last revision. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final String PODS =
            Labels.MANAGED_BY + "=" + Labels.DAVIT + "," + Labels.COMPONENT + "=" + Labels.ENVIRONMENT;

    private final PoolSurroundings surroundings;
    private final Clock clock;
    private final EventWriter events;
    private final Coalescer books;
    private final UnusedPools unused = new UnusedPools();
    private final LeftPools leftPools = new LeftPools();
    private final Dispensable dispensable = new Dispensable();

    PoolReconciler(PoolSurroundings surroundings, Clock clock, EventWriter events) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.events = events;
        this.books = new Coalescer(BOOKS, clock);
    }

    @Override
    public List<EventSource<?, EnvironmentPool>> prepareEventSources(EventSourceContext<EnvironmentPool> context) {
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Pod.class, EnvironmentPool.class)
                                .withLabelSelector(PODS)
                                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(EnvironmentPool.class))
                                .withInformerListLimit(Lean.PAGE)
                                .withItemStore(new LeanStore<>())
                                .withOnUpdateFilter(
                                        (now, before) -> !Environment.of(now).equals(Environment.of(before)))
                                .build(),
                        context),
                // At hand for the pod of an image; a revision never changes, only its end matters.
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(FunctionRevision.class, EnvironmentPool.class)
                                .withLabelSelector(Labels.PACKAGE_TYPE + "=" + Labels.IMAGE)
                                .withPrimaryToSecondaryMapper(PoolReconciler::revision)
                                .withSecondaryToPrimaryMapper(PoolReconciler::pool)
                                .withOnAddFilter(added -> false)
                                .withOnUpdateFilter((now, before) -> false)
                                .withInformerListLimit(Lean.PAGE)
                                .withItemStore(new LeanStore<>())
                                .build(),
                        context),
                surroundings.gatewayEvents(context),
                surroundings.presence().events(context),
                surroundings.networkEvents(context));
    }

    private static Set<ResourceID> revision(EnvironmentPool pool) {
        String name = pool.getSpec().functionRevision;
        return name == null
                ? Set.of()
                : Set.of(new ResourceID(name, pool.getMetadata().getNamespace()));
    }

    private static Set<ResourceID> pool(FunctionRevision revision) {
        return Set.of(new ResourceID(
                revision.getSpec().environmentPool, revision.getMetadata().getNamespace()));
    }

    @Override
    public UpdateControl<EnvironmentPool> reconcile(EnvironmentPool pool, Context<EnvironmentPool> context) {
        return Pass.over(
                pool,
                () -> isOld(pool) && unused.ended(pool, clock.instant(), context.getClient())
                        ? Optional.empty()
                        : Pass.sooner(
                                pass(pool, context),
                                Optional.of(UnusedPools.EVERY).filter(every -> UnusedPools.isShared(pool))));
    }

    private boolean isOld(EnvironmentPool pool) {
        Instant made = Instant.parse(pool.getMetadata().getCreationTimestamp());
        return made.plus(YOUNG).isBefore(clock.instant());
    }

    private Optional<Duration> pass(EnvironmentPool pool, Context<EnvironmentPool> context) {
        Map<String, Pod> pods = pods(pool, context).collect(Collectors.toMap(p -> name(p), Function.identity()));
        PoolInputs inputs = inputs(pool, pods.values(), context);
        DesiredSet cluster = DesiredSet.in(context);
        if (inputs.left() && leftPools.mayEnd(inputs)) {
            cluster.delete(pool);
            return Optional.empty();
        }
        PoolDecision decision = PoolDecision.of(inputs);
        Dispensable.Step step =
                dispensable.step(pool.getMetadata().getUid(), decision.replaced(), decision.surplus(), inputs.now());
        Stream.concat(decision.delete().stream(), step.ended().stream())
                .distinct()
                .forEach(name -> cluster.delete(pods.get(name), 1));
        Optional<PoolObjects> objects =
                decision.create() > 0 ? surroundings.objects(inputs, context) : Optional.empty();
        if (decision.create() > 0 && objects.isEmpty()) {
            String message = "The gateway's Service is not there yet; environments cannot be started without it.";
            write(inputs, PoolReport.waiting(inputs, decision, step.asked(), CommonReason.Pending, message), context);
            return Optional.empty(); // the Service's arrival wakes us
        }
        PoolPlaces places = surroundings.places(pool, pods.values());
        places.keepWall();
        Optional<EnvironmentFailures> failures;
        try {
            failures = objects.isPresent()
                    ? create(inputs, decision, objects.get(), places, cluster)
                    : decision.failures();
        } catch (PoolPlaces.NotNow e) {
            Waiting waiting = e.waiting();
            write(
                    inputs,
                    PoolReport.waiting(inputs, decision, step.asked(), waiting.reason(), waiting.message()),
                    context);
            return waiting.reason() == PoolReason.SubnetFull ? Optional.of(ROOM) : Optional.empty();
        }
        Map<Pod, String> unlabelled = unlabelled(decision, pods);
        Optional<Duration> later =
                tell(inputs, PoolReport.status(inputs, decision, failures, step.asked()), unlabelled, context);
        Optional<Duration> retry = failures.filter(f -> decision.create() > 0)
                .map(f -> Duration.between(inputs.now(), PoolFailures.nextStart(f)))
                .filter(Duration::isPositive);
        Optional<Duration> again = Pass.sooner(retry, decision.lookAgain());
        return Pass.sooner(
                Pass.sooner(step.lookAgain(), later),
                inputs.left() ? Pass.sooner(again, Optional.of(LeftPools.EVERY)) : again);
    }

    private PoolInputs inputs(EnvironmentPool pool, Collection<Pod> pods, Context<EnvironmentPool> context) {
        Instant now = clock.instant();
        boolean left = leftPools.isLeft(
                pool,
                context.getSecondaryResource(FunctionRevision.class),
                () -> surroundings.revision(
                        pool.getMetadata().getNamespace(), pool.getSpec().functionRevision, context.getClient()),
                now);
        return new PoolInputs(
                pool,
                pods.stream().map(Environment::of).toList(),
                surroundings.now(context),
                left,
                surroundings.presence().since(context, now),
                now);
    }

    /** Creates what is missing; the first refusal ends it, and counts as a failure of the pool. */
    private Optional<EnvironmentFailures> create(
            PoolInputs inputs, PoolDecision decision, PoolObjects objects, PoolPlaces places, DesiredSet cluster)
            throws PoolPlaces.NotNow {
        int provisioned = inputs.unprovisioned();
        for (int i = 0; i < decision.create(); i++) {
            try {
                cluster.create(objects.pod(surroundings.podName(inputs.pool()), i < provisioned, places.next()));
            } catch (KubernetesClientException e) {
                if (!ApiErrors.refused(e)) {
                    throw e;
                }
                return Optional.of(PoolFailures.refused(decision.failures(), ApiErrors.message(e), inputs.now()));
            }
        }
        return decision.failures();
    }

    private static Map<Pod, String> unlabelled(PoolDecision decision, Map<String, Pod> pods) {
        return decision.label().entrySet().stream()
                .filter(claim -> !claim.getValue()
                        .equals(pods.get(claim.getKey())
                                .getMetadata()
                                .getLabels()
                                .get(Labels.REVISION)))
                .collect(Collectors.toMap(claim -> pods.get(claim.getKey()), Map.Entry::getValue));
    }

    /** What matters is told at once; the books, which only people read, together a while later: returns when. */
    private Optional<Duration> tell(
            PoolInputs inputs,
            EnvironmentPoolStatus status,
            Map<Pod, String> unlabelled,
            Context<EnvironmentPool> context) {
        String uid = inputs.pool().getMetadata().getUid();
        boolean matters = !PoolReport.sameButCounts(inputs.status(), status);
        if (matters) {
            write(inputs, status, context);
        }
        if (unlabelled.isEmpty() && (matters || StatusWriter.isWritten(inputs.pool(), status))) {
            books.settled(uid);
            return Optional.empty();
        }
        Optional<Duration> wait = books.wait(uid);
        if (wait.isEmpty()) {
            unlabelled.forEach((pod, revision) -> label(pod, revision, inputs.isProvisioned(name(pod)), context));
            write(inputs, status, context);
        }
        return wait;
    }

    private void label(Pod pod, String revision, boolean provisioned, Context<EnvironmentPool> context) {
        surroundings
                .revision(pod.getMetadata().getNamespace(), revision, context.getClient())
                .map(found -> PoolObjects.claimLabels(found, provisioned))
                .ifPresent(wanted -> DesiredSet.in(context).label(pod, wanted));
    }

    private void write(PoolInputs inputs, EnvironmentPoolStatus status, Context<EnvironmentPool> context) {
        List<Condition> before = inputs.status().conditions;
        if (StatusWriter.write(context, inputs.pool(), status)) {
            events.transitions(inputs.pool(), before, status.conditions);
        }
    }

    /** A pass after a failed one may have created pods whose answers were lost: it asks the API server itself. */
    private static Stream<Pod> pods(EnvironmentPool pool, Context<EnvironmentPool> context) {
        Stream<Pod> pods = context.getRetryInfo().isPresent()
                ? context
                        .getClient()
                        .pods()
                        .inNamespace(pool.getMetadata().getNamespace())
                        .withLabel(Labels.POOL, pool.getMetadata().getName())
                        .list()
                        .getItems()
                        .stream()
                : context.getSecondaryResourcesAsStream(Pod.class);
        return pods.filter(pod -> Owners.owns(pool, pod));
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
