package dev.davit.operator.lambda.url;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.functions.FunctionStore;
import dev.davit.operator.functions.FunctionTarget;
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

/** Gives each function that has a FunctionURLConfig its URL. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "functionurlconfig",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class FunctionURLReconciler implements Reconciler<FunctionURLConfig> {
    private static final String BY_FUNCTION = "function";
    /** The other URL of the same function may go, which does not wake this one. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;

    FunctionURLReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, FunctionURLConfig>> prepareEventSources(EventSourceContext<FunctionURLConfig> context) {
        IndexerResourceCache<FunctionURLConfig> urls = context.getPrimaryCache();
        urls.addIndexer(BY_FUNCTION, url -> List.of(key(url, FunctionTarget.of(url.getSpec()))));
        var functions = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Function.class, FunctionURLConfig.class)
                        .withPrimaryToSecondaryMapper((FunctionURLConfig url) -> Set.of())
                        .withSecondaryToPrimaryMapper(function -> of(urls, keys(function)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new FunctionStore())
                        .build(),
                context);
        functions.addIndexer(BY_FUNCTION, FunctionURLReconciler::keys);
        var aliases = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Alias.class, FunctionURLConfig.class)
                        .withPrimaryToSecondaryMapper((FunctionURLConfig url) -> Set.of())
                        .withSecondaryToPrimaryMapper(alias -> of(urls, keys(functions, alias)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        aliases.addIndexer(BY_FUNCTION, alias -> List.of(key(alias, FunctionTarget.of(alias.getSpec()))));
        return List.of(functions, aliases);
    }

    @Override
    public UpdateControl<FunctionURLConfig> reconcile(FunctionURLConfig url, Context<FunctionURLConfig> context) {
        return Pass.over(url, () -> pass(url, context));
    }

    private Optional<Duration> pass(FunctionURLConfig url, Context<FunctionURLConfig> context) {
        UrlInputs inputs = gather(url, context);
        FunctionURLConfigStatus status = UrlReport.status(inputs);
        if (StatusWriter.write(context, url, status)) {
            events.transitions(url, inputs.status().conditions, status.conditions);
        }
        return status.functionURL == null && inputs.function().isPresent() ? Optional.of(LOOK_AGAIN) : Optional.empty();
    }

    private UrlInputs gather(FunctionURLConfig url, Context<FunctionURLConfig> context) {
        Optional<Function> function = cached(context, Function.class, key(url, FunctionTarget.of(url.getSpec())))
                .findFirst();
        List<String> names = function.map(FunctionURLReconciler::keys).orElse(List.of());
        return new UrlInputs(
                url,
                function,
                names.stream().flatMap(key -> cached(context, Alias.class, key)).toList(),
                names.stream()
                        .flatMap(key -> context.getPrimaryCache().byIndex(BY_FUNCTION, key).stream())
                        .filter(other -> !other.getMetadata()
                                .getUid()
                                .equals(url.getMetadata().getUid()))
                        .toList(),
                UrlSite.of(config),
                clock.instant());
    }

    @SuppressWarnings("unchecked")
    private static <T extends HasMetadata> Stream<T> cached(
            Context<FunctionURLConfig> context, Class<T> kind, String key) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof IndexedResourceCache<?> cache
                ? ((IndexedResourceCache<T>) cache).byIndex(BY_FUNCTION, key).stream()
                : Stream.empty();
    }

    private static Set<ResourceID> of(IndexerResourceCache<FunctionURLConfig> urls, List<String> keys) {
        return keys.stream()
                .flatMap(key -> urls.byIndex(BY_FUNCTION, key).stream())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** All names of an alias's function, for a URL may name it in another way than its alias does. */
    private static List<String> keys(IndexerResourceCache<Function> functions, Alias alias) {
        return functions.byIndex(BY_FUNCTION, key(alias, FunctionTarget.of(alias.getSpec()))).stream()
                .flatMap(function -> keys(function).stream())
                .toList();
    }

    private static List<String> keys(Function function) {
        return FunctionTarget.of(function).stream()
                .map(name -> key(function, name))
                .toList();
    }

    private static String key(HasMetadata object, FunctionTarget named) {
        return object.getMetadata().getNamespace() + "/" + (named.object() ? "object/" : "name/") + named.text();
    }
}
