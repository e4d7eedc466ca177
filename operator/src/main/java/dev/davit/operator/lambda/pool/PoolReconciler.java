package dev.davit.operator.lambda.pool;

import dev.davit.api.common.CommonReason;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the environments of a pool: starts what is missing, ends what is retired, reports what does not start. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "environmentpool", informer = @Informer(itemStore = LeanStore.class))
public class PoolReconciler implements Reconciler<EnvironmentPool> {
    private static final Duration COUNTS = Duration.ofSeconds(10);
    private static final String PODS =
            Labels.MANAGED_BY + "=" + Labels.DAVIT + "," + Labels.COMPONENT + "=" + Labels.ENVIRONMENT;

    private final PoolSurroundings surroundings;
    private final Clock clock;
    private final EventWriter events;
    private final Coalescer counts;

    PoolReconciler(PoolSurroundings surroundings, Clock clock, EventWriter events) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.events = events;
        this.counts = new Coalescer(COUNTS, clock);
    }

    @Override
    public List<EventSource<?, EnvironmentPool>> prepareEventSources(EventSourceContext<EnvironmentPool> context) {
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Pod.class, EnvironmentPool.class)
                                .withLabelSelector(PODS)
                                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(EnvironmentPool.class))
                                .withItemStore(new LeanStore<>())
                                .withOnUpdateFilter(
                                        (now, before) -> !Environment.of(now).equals(Environment.of(before)))
                                .build(),
                        context),
                // At hand for the pod of an image; a revision never changes, so it wakes nobody.
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(FunctionRevision.class, EnvironmentPool.class)
                                .withLabelSelector(Labels.PACKAGE_TYPE + "=" + Labels.IMAGE)
                                .withPrimaryToSecondaryMapper(PoolReconciler::revision)
                                .withSecondaryToPrimaryMapper(revision -> Set.of())
                                .withItemStore(new LeanStore<>())
                                .build(),
                        context),
                surroundings.gatewayEvents(context));
    }

    private static Set<ResourceID> revision(EnvironmentPool pool) {
        String name = pool.getSpec().functionRevision;
        return name == null
                ? Set.of()
                : Set.of(new ResourceID(name, pool.getMetadata().getNamespace()));
    }

    @Override
    public UpdateControl<EnvironmentPool> reconcile(EnvironmentPool pool, Context<EnvironmentPool> context) {
        return Pass.over(pool, () -> pass(pool, context));
    }

    private Optional<Duration> pass(EnvironmentPool pool, Context<EnvironmentPool> context) {
        Map<String, Pod> pods = pods(pool, context).collect(Collectors.toMap(p -> name(p), Function.identity()));
        PoolInputs inputs = new PoolInputs(
                pool, pods.values().stream().map(Environment::of).toList(), surroundings.now(context), clock.instant());
        PoolDecision decision = PoolDecision.of(inputs);
        DesiredSet cluster = DesiredSet.in(context);
        decision.delete().forEach(name -> cluster.delete(pods.get(name), 1));
        Optional<PoolObjects> objects =
                decision.create() > 0 ? surroundings.objects(inputs, context) : Optional.empty();
        if (decision.create() > 0 && objects.isEmpty()) {
            String message = "The gateway's Service is not there yet; environments cannot be started without it.";
            write(context, inputs, PoolReport.waiting(inputs, decision, CommonReason.Pending, message));
            return Optional.empty(); // the Service's arrival wakes us
        }
        Optional<EnvironmentFailures> failures =
                objects.isPresent() ? create(inputs, decision, objects.get(), cluster) : decision.failures();
        label(decision, pods, context);
        Optional<Duration> later = write(context, inputs, PoolReport.status(inputs, decision, failures));
        Optional<Duration> retry = failures.filter(f -> decision.create() > 0)
                .map(f -> Duration.between(inputs.now(), PoolFailures.nextStart(f)))
                .filter(Duration::isPositive);
        return Pass.sooner(later, Pass.sooner(retry, decision.lookAgain()));
    }

    /** Creates what is missing; the first refusal ends it, and counts as a failure of the pool. */
    private Optional<EnvironmentFailures> create(
            PoolInputs inputs, PoolDecision decision, PoolObjects objects, DesiredSet cluster) {
        for (int i = 0; i < decision.create(); i++) {
            try {
                cluster.create(objects.pod(surroundings.podName(inputs.pool())));
            } catch (KubernetesClientException e) {
                if (!ApiErrors.refused(e)) {
                    throw e;
                }
                return Optional.of(PoolFailures.refused(decision.failures(), ApiErrors.message(e), inputs.now()));
            }
        }
        return decision.failures();
    }

    private void label(PoolDecision decision, Map<String, Pod> pods, Context<EnvironmentPool> context) {
        DesiredSet cluster = DesiredSet.in(context);
        decision.label().forEach((pod, revision) -> {
            Map<String, String> labels = pods.get(pod).getMetadata().getLabels();
            if (!revision.equals(labels.get(Labels.REVISION))) {
                String namespace = pods.get(pod).getMetadata().getNamespace();
                surroundings
                        .revision(namespace, revision, context.getClient())
                        .map(PoolObjects::claimLabels)
                        .ifPresent(wanted -> cluster.label(pods.get(pod), wanted));
            }
        });
    }

    /** Writes the status; when only counts moved, at most once in a while, and returns when it may be written. */
    private Optional<Duration> write(
            Context<EnvironmentPool> context, PoolInputs inputs, EnvironmentPoolStatus status) {
        EnvironmentPoolStatus before = inputs.status();
        if (PoolReport.sameButCounts(before, status)) {
            if (StatusWriter.isWritten(inputs.pool(), status)) {
                return Optional.empty();
            }
            Optional<Duration> wait = counts.wait(inputs.pool().getMetadata().getUid());
            if (wait.isPresent()) {
                return wait;
            }
        }
        if (StatusWriter.write(context, inputs.pool(), status)) {
            events.transitions(inputs.pool(), before.conditions, status.conditions);
        }
        return Optional.empty();
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
