package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.functions.AccountConcurrency;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.FunctionStore;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedBooks;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.functions.ProvisionedPools;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
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
import java.util.stream.Stream;

/** Resolves each alias to the revision behind the version it names. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "alias",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class AliasReconciler implements Reconciler<Alias> {
    private static final String BY_FUNCTION = "function";
    private static final String BY_REVISION = "revision";
    /** Another alias may provision less, which does not wake one that was refused because of it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;
    private final ProvisionedBooks books;

    AliasReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.books = new ProvisionedBooks(clock);
    }

    @Override
    public List<EventSource<?, Alias>> prepareEventSources(EventSourceContext<Alias> context) {
        IndexerResourceCache<Alias> aliases = context.getPrimaryCache();
        aliases.addIndexer(
                BY_FUNCTION,
                alias -> List.of(key(alias, FunctionTarget.of(alias.getSpec()).text())));
        var functions = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Function.class, Alias.class)
                        .withPrimaryToSecondaryMapper((Alias alias) -> Set.of(new ResourceID(
                                FunctionTarget.of(alias.getSpec()).text(),
                                alias.getMetadata().getNamespace())))
                        .withSecondaryToPrimaryMapper(function ->
                                of(aliases, key(function, function.getMetadata().getName())))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new FunctionStore())
                        .build(),
                context);
        var versions = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Version.class, Alias.class)
                        .withPrimaryToSecondaryMapper((Alias alias) -> Set.of())
                        .withSecondaryToPrimaryMapper(version -> of(
                                aliases,
                                key(
                                        version,
                                        FunctionTarget.of(version.getSpec()).text())))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        aliases.addIndexer(
                BY_REVISION,
                alias -> alias.getStatus() == null || alias.getStatus().revision == null
                        ? List.of()
                        : List.of(
                                ProvisionedPools.key(alias.getMetadata().getNamespace(), alias.getStatus().revision)));
        versions.addIndexer(
                BY_FUNCTION,
                version -> List.of(
                        key(version, FunctionTarget.of(version.getSpec()).text())));
        return List.of(
                functions,
                versions,
                ProvisionedPools.events(context, Alias.class, key -> ids(aliases.byIndex(BY_REVISION, key))));
    }

    @Override
    public UpdateControl<Alias> reconcile(Alias alias, Context<Alias> context) {
        return Pass.over(alias, () -> pass(alias, context));
    }

    private Optional<Duration> pass(Alias alias, Context<Alias> context) {
        String key = key(alias, FunctionTarget.of(alias.getSpec()).text());
        List<Alias> siblings = context.getPrimaryCache().byIndex(BY_FUNCTION, key).stream()
                .filter(other ->
                        !other.getMetadata().getUid().equals(alias.getMetadata().getUid()))
                .toList();
        AliasInputs inputs = new AliasInputs(
                alias,
                context.getSecondaryResource(Function.class),
                versions(context, key).filter(AliasTargets::isPublished).toList(),
                siblings,
                revision -> ProvisionedPools.of(
                        context, ProvisionedPools.key(alias.getMetadata().getNamespace(), revision)),
                destinations(alias, context),
                room(alias, context),
                config.region(),
                clock.instant());
        AliasStatus status = AliasReport.status(inputs);
        AliasStatus before = inputs.status();
        Optional<Duration> later = books.wait(
                alias.getMetadata().getUid(),
                new ProvisionedBooks.Told(before.provisionedConcurrency, before.conditions),
                new ProvisionedBooks.Told(status.provisionedConcurrency, status.conditions));
        if (later.isEmpty() && StatusWriter.write(context, alias, status)) {
            events.transitions(alias, before.conditions, status.conditions);
        }
        boolean again = AliasReport.isRefused(status) || inputs.destinations().any();
        return Pass.sooner(later, again ? Optional.of(LOOK_AGAIN) : Optional.empty());
    }

    private static DestinationFunctions destinations(Alias alias, Context<Alias> context) {
        return DestinationFunctions.of(
                EventDestinations.of(alias.getSpec().functionEventInvokeConfig),
                name -> all(context, Function.class, alias.getMetadata().getNamespace()).stream()
                        .anyMatch(function -> function.getMetadata().getName().equals(name)));
    }

    /** Counted only for those who ask. */
    private ProvisionedGrant.Room room(Alias alias, Context<Alias> context) {
        if (alias.getSpec().provisionedConcurrencyConfig == null) {
            return new ProvisionedGrant.Room(null, 0);
        }
        Integer reserved = context.getSecondaryResource(Function.class)
                .map(AccountConcurrency::reserved)
                .orElse(null);
        if (reserved != null) {
            return new ProvisionedGrant.Room(reserved, 0);
        }
        String namespace = alias.getMetadata().getNamespace();
        AccountConcurrency account = new AccountConcurrency(
                all(context, Function.class, namespace),
                all(context, Version.class, namespace),
                context.getPrimaryCache().list(namespace).toList());
        String function = FunctionTarget.of(alias.getSpec()).text();
        return new ProvisionedGrant.Room(null, account.most(config.concurrentExecutions(), function));
    }

    @SuppressWarnings("unchecked")
    private static <T extends HasMetadata> List<T> all(Context<Alias> context, Class<T> kind, String namespace) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof ResourceCache<?> cache
                ? ((ResourceCache<T>) cache).list(namespace).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Version> versions(Context<Alias> context, String key) {
        return context.eventSourceRetriever().getEventSourceFor(Version.class) instanceof IndexedResourceCache<?> cache
                ? ((IndexedResourceCache<Version>) cache).byIndex(BY_FUNCTION, key).stream()
                : Stream.empty();
    }

    private static Set<ResourceID> of(IndexerResourceCache<Alias> aliases, String key) {
        return ids(aliases.byIndex(BY_FUNCTION, key));
    }

    private static Set<ResourceID> ids(List<Alias> aliases) {
        return aliases.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static String key(HasMetadata object, String function) {
        return object.getMetadata().getNamespace() + "/" + function;
    }
}
