package dev.davit.operator.lambda.version;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.functions.FunctionStore;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedBooks;
import dev.davit.operator.functions.ProvisionedPools;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import dev.davit.operator.lambda.version.VersionReport.Publication;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes: gives a version its number and the revision that its function runs; tells of its provisioned environments. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "version",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class VersionReconciler implements Reconciler<Version> {
    private static final String BY_FUNCTION = VersionGathering.BY_FUNCTION;
    private static final String BY_REVISION = "revision";
    /** Another version may provision less, which does not wake one that was refused because of it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;
    private final Object numbers = new Object();
    private final ProvisionedBooks books;

    VersionReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.books = new ProvisionedBooks(clock);
    }

    @Override
    public List<EventSource<?, Version>> prepareEventSources(EventSourceContext<Version> context) {
        IndexerResourceCache<Version> versions = context.getPrimaryCache();
        versions.addIndexer(BY_FUNCTION, v -> List.of(VersionGathering.key(v)));
        versions.addIndexer(
                BY_REVISION,
                v -> v.getStatus() == null || v.getStatus().revision == null
                        ? List.of()
                        : List.of(ProvisionedPools.key(v.getMetadata().getNamespace(), v.getStatus().revision)));
        var functions = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Function.class, Version.class)
                        .withPrimaryToSecondaryMapper((Version v) -> Set.of(new ResourceID(
                                FunctionTarget.of(v.getSpec()).text(),
                                v.getMetadata().getNamespace())))
                        .withSecondaryToPrimaryMapper(function -> unsettled(
                                versions,
                                VersionGathering.key(
                                        function, function.getMetadata().getName())))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new FunctionStore())
                        .build(),
                context);
        var aliases = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Alias.class, Version.class)
                        .withPrimaryToSecondaryMapper((Version v) -> Set.of())
                        .withSecondaryToPrimaryMapper(alias -> unsettled(
                                versions,
                                VersionGathering.key(
                                        alias,
                                        FunctionTarget.of(alias.getSpec()).text())))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        aliases.addIndexer(
                BY_FUNCTION,
                alias -> List.of(VersionGathering.key(
                        alias, FunctionTarget.of(alias.getSpec()).text())));
        return List.of(
                functions,
                aliases,
                ProvisionedPools.events(context, Version.class, key -> ids(versions.byIndex(BY_REVISION, key))));
    }

    /** Those whose pass could end otherwise when the function or an alias changes. */
    private static Set<ResourceID> unsettled(IndexerResourceCache<Version> versions, String key) {
        return ids(versions.byIndex(BY_FUNCTION, key).stream()
                .filter(version -> version.getStatus() == null
                        || version.getStatus().version == null
                        || version.getSpec().provisionedConcurrencyConfig != null)
                .toList());
    }

    private static Set<ResourceID> ids(List<Version> versions) {
        return versions.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<Version> reconcile(Version version, Context<Version> context) {
        return Pass.over(version, () -> pass(version, context));
    }

    private Optional<Duration> pass(Version version, Context<Version> context) {
        VersionInputs inputs = new VersionGathering(version, context).inputs(config, clock.instant());
        Outcome outcome = VersionCheck.check(inputs);
        boolean publishes = !inputs.published()
                && outcome instanceof Outcome.Accepted
                && VersionCheck.destinations(inputs) instanceof Outcome.Accepted;
        if (!publishes) {
            return tell(inputs, outcome, Optional.empty(), context);
        }
        synchronized (numbers) {
            return tell(inputs, outcome, Optional.of(new VersionPublishing(inputs, context).publish()), context);
        }
    }

    private Optional<Duration> tell(
            VersionInputs inputs, Outcome outcome, Optional<Publication> publication, Context<Version> context) {
        Version version = inputs.version();
        VersionStatus status = VersionReport.status(inputs, outcome, publication);
        VersionStatus before = inputs.status();
        Optional<Duration> later = books.wait(
                version.getMetadata().getUid(),
                new ProvisionedBooks.Told(before.provisionedConcurrency, before.conditions),
                new ProvisionedBooks.Told(status.provisionedConcurrency, status.conditions));
        if (later.isEmpty() && StatusWriter.writeIfUnchanged(context, version, status)) {
            events.transitions(version, before.conditions, status.conditions);
        }
        boolean again = VersionReport.isRefused(status) || inputs.destinations().any();
        return Pass.sooner(later, again ? Optional.of(LOOK_AGAIN) : Optional.empty());
    }
}
