package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.operator.code.CodeArchives;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Pod;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns each accepted content of a function into a revision, and tells which revision serves. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "function",
        informer = @Informer(itemStore = OwnStore.class, informerListLimit = Lean.PAGE))
public class FunctionReconciler implements Reconciler<Function> {
    /**
     * ConfigMaps and ServiceAccounts are read by name and looked at again, never watched: a watch would hold all of the
     * cluster's, and would need the right to read them all. Functions that destinations name are looked up again, too.
     */
    private static final Duration CONTENT = Duration.ofSeconds(20);

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration FETCHING = Duration.ofMillis(250);
    private static final int PATIENCE = 10;
    private static final Duration SUCCESSION = Duration.ofMillis(500);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;
    private final CodeArchives archives;
    private final Placement placement;

    FunctionReconciler(
            OperatorConfig config, Clock clock, EventWriter events, CodeArchives archives, Placement placement) {
        this.placement = placement;
        this.archives = archives;
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, Function>> prepareEventSources(EventSourceContext<Function> context) {
        return Stream.concat(new FunctionSources(context).all().stream(), Stream.of(network(context)))
                .toList();
    }

    private EventSource<?, Function> network(EventSourceContext<Function> context) {
        return new Waker<>(context)
                .on(
                        placement.objects(),
                        (change, function) -> FunctionNetwork.isAsked(function.getSpec())
                                && !(change.object() instanceof Pod)
                                && change.ofReadiness())
                .source();
    }

    @Override
    public UpdateControl<Function> reconcile(Function function, Context<Function> context) {
        return Pass.over(function, () -> pass(function, context));
    }

    private Optional<Duration> pass(Function function, Context<Function> context) {
        FunctionGathering gathering = new FunctionGathering(context, config, archives, placement);
        FunctionInputs inputs = gathering.inputs(function, clock.instant());
        Outcome outcome = FunctionCheck.check(inputs);
        Optional<FunctionRevision> wanted = outcome instanceof Outcome.Accepted
                ? Optional.of(ensure(FunctionObjects.revision(inputs), inputs, context))
                : Optional.empty();
        Optional<FunctionRevision> ours = wanted.filter(revision -> Owners.owns(function, revision));
        FunctionStatus status = new FunctionReport(inputs, outcome, ours).status();
        if (StatusWriter.write(context, function, status)) {
            events.transitions(function, inputs.status().conditions, status.conditions);
        }
        if (wanted.isPresent() && ours.isEmpty()) {
            return Optional.of(SUCCESSION); // of a deleted function with this name: garbage collection takes it soon
        }
        Optional<Duration> prune = ours.flatMap(
                revision -> prune(inputs, status, revision.getMetadata().getName(), context));
        Optional<Duration> versions = ours.flatMap(revision -> new FunctionVersions(context, gathering)
                .keep(inputs, status, revision.getMetadata().getName()));
        return Pass.sooner(Pass.sooner(prune, versions), lookAgain(inputs, outcome, status));
    }

    private static FunctionRevision ensure(FunctionRevision wanted, FunctionInputs inputs, Context<Function> context) {
        return inputs.revision(wanted.getMetadata().getName())
                .orElseGet(() -> DesiredSet.in(context).create(wanted));
    }

    private Optional<Duration> prune(
            FunctionInputs inputs, FunctionStatus status, String wanted, Context<Function> context) {
        List<FunctionRevision> candidates = FunctionPruning.candidates(inputs, status, wanted);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Set<String> pointedAt =
                new FunctionGathering(context, config, archives, placement).pointedAt(inputs.function());
        FunctionPruning pruning = FunctionPruning.of(inputs, status, candidates, pointedAt);
        pruning.now().forEach(DesiredSet.in(context)::delete);
        return pruning.later();
    }

    /** When to read what is not watched; the longer something is missing, the less often. */
    private static Optional<Duration> lookAgain(FunctionInputs inputs, Outcome outcome, FunctionStatus status) {
        boolean missing = outcome instanceof Outcome.Waiting;
        if (!missing) {
            boolean reads = inputs.spec().code != null && inputs.spec().code.configMapRef != null;
            return reads || inputs.surroundings().destinations().any() ? Optional.of(CONTENT) : Optional.empty();
        }
        if (outcome instanceof Outcome.Waiting not && not.reason() == FunctionReason.CodeFetching) {
            return Optional.of(FETCHING);
        }
        Duration waited = Conditions.find(status.conditions, ConditionSet.READY)
                .map(c -> Duration.between(Instant.parse(c.getLastTransitionTime()), inputs.now()))
                .orElse(Duration.ZERO)
                .dividedBy(PATIENCE);
        Duration atLeast = waited.compareTo(SOONEST) < 0 ? SOONEST : waited;
        return Optional.of(atLeast.compareTo(CONTENT) > 0 ? CONTENT : atLeast);
    }
}
