package dev.davit.operator.lambda.version;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.functions.FunctionStore;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Owners;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes: gives a version its number and the revision that its function runs. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "version", informer = @Informer(itemStore = LeanStore.class))
public class VersionReconciler implements Reconciler<Version> {
    private static final String BY_FUNCTION = "function";

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;

    VersionReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, Version>> prepareEventSources(EventSourceContext<Version> context) {
        IndexerResourceCache<Version> versions = context.getPrimaryCache();
        versions.addIndexer(BY_FUNCTION, v -> List.of(key(v)));
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Function.class, Version.class)
                        .withPrimaryToSecondaryMapper((Version v) -> Set.of(new ResourceID(
                                FunctionTarget.of(v.getSpec()).text(),
                                v.getMetadata().getNamespace())))
                        .withSecondaryToPrimaryMapper(function -> versions
                                .byIndex(
                                        BY_FUNCTION,
                                        key(
                                                function.getMetadata().getNamespace(),
                                                function.getMetadata().getName()))
                                .stream()
                                .filter(version -> version.getStatus() == null || version.getStatus().version == null)
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withItemStore(new FunctionStore())
                        .build(),
                context));
    }

    @Override
    public UpdateControl<Version> reconcile(Version version, Context<Version> context) {
        return Pass.over(version, () -> pass(version, context));
    }

    private Optional<Duration> pass(Version version, Context<Version> context) {
        VersionInputs inputs = inputs(version, context);
        Outcome outcome = VersionCheck.check(inputs);
        Optional<Publication> publication = outcome instanceof Outcome.Accepted && !inputs.published()
                ? Optional.of(publish(inputs, context))
                : Optional.empty();
        VersionStatus status = VersionReport.status(inputs, outcome, publication);
        if (StatusWriter.writeIfUnchanged(context, version, status)) {
            events.transitions(version, inputs.status().conditions, status.conditions);
        }
        return Optional.empty();
    }

    private static Publication publish(VersionInputs inputs, Context<Version> context) {
        FunctionStatus status = inputs.function().orElseThrow().getStatus();
        DesiredSet cluster = DesiredSet.in(context);
        Optional<Version> same = VersionNumbers.same(inputs.siblings(), status.revision);
        Optional<FunctionRevision> shared = same.flatMap(v -> revision(context, inputs, v.getStatus().revision));
        if (shared.isPresent()) {
            if (!Owners.owns(inputs.version(), shared.get())) {
                cluster.addOwner(shared.get(), Owners.shared(inputs.version()));
            }
            return publication(shared.get(), status);
        }
        // Made by a pass that could not tell of it: it has the number already.
        FunctionRevision own = revision(context, inputs, VersionObjects.revisionName(inputs.version()))
                .orElseGet(() -> cluster.create(VersionObjects.revision(
                        inputs.version(),
                        revision(context, inputs, status.revision).orElseThrow(),
                        reserve(inputs, context),
                        context.getClient().getKubernetesSerialization())));
        return publication(own, status);
    }

    private static Publication publication(FunctionRevision revision, FunctionStatus status) {
        return new Publication(
                Long.parseLong(revision.getSpec().version),
                revision.getMetadata().getName(),
                status.revision,
                status.codeSHA256);
    }

    /** Takes the next number in the function's status first: of two versions made at once, one meets a conflict. */
    private static long reserve(VersionInputs inputs, Context<Version> context) {
        Function function = inputs.function().orElseThrow();
        long number = VersionNumbers.next(inputs.siblings(), function);
        Function reserved = context.getClient().getKubernetesSerialization().clone(function);
        reserved.getStatus().lastPublishedVersion = number;
        StatusWriter.writeOther(context.getClient(), function, reserved.getStatus());
        return number;
    }

    private static Optional<FunctionRevision> revision(Context<Version> context, VersionInputs inputs, String name) {
        return Optional.ofNullable(context.getClient()
                .resources(FunctionRevision.class)
                .inNamespace(inputs.version().getMetadata().getNamespace())
                .withName(name)
                .get());
    }

    private VersionInputs inputs(Version version, Context<Version> context) {
        VersionStatus status = version.getStatus();
        boolean published = status != null && status.version != null;
        Optional<Function> function = published ? Optional.empty() : live(version, context);
        List<Version> siblings = context.getPrimaryCache().byIndex(BY_FUNCTION, key(version)).stream()
                .filter(v -> v.getStatus() != null && v.getStatus().version != null)
                .filter(v -> !Objects.equals(
                        v.getMetadata().getUid(), version.getMetadata().getUid()))
                .toList();
        boolean revisionExists = !published
                || context.getClient()
                                .resources(FunctionRevision.class)
                                .inNamespace(version.getMetadata().getNamespace())
                                .withName(status.revision)
                                .get()
                        != null;
        return new VersionInputs(version, function, siblings, revisionExists, config.region(), clock.instant());
    }

    /** The function as the API server knows it now: what is published must not come from an old cache. */
    private static Optional<Function> live(Version version, Context<Version> context) {
        return Optional.ofNullable(context.getClient()
                .resources(Function.class)
                .inNamespace(version.getMetadata().getNamespace())
                .withName(FunctionTarget.of(version.getSpec()).text())
                .get());
    }

    private static String key(Version version) {
        return key(
                version.getMetadata().getNamespace(),
                FunctionTarget.of(version.getSpec()).text());
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
