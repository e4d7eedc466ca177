package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is watched for functions, and which functions a change wakes. */
final class FunctionSources {
    static final String BY_FUNCTION = "function";

    private static final String BY_RUNTIME = "runtime";
    private static final String BY_LAYER = "layer";

    private final EventSourceContext<Function> context;
    private final IndexerResourceCache<Function> functions;

    FunctionSources(EventSourceContext<Function> context) {
        this.context = context;
        this.functions = context.getPrimaryCache();
        functions.addIndexer(BY_RUNTIME, f -> f.getSpec().runtime == null ? List.of() : List.of(f.getSpec().runtime));
        functions.addIndexer(BY_LAYER, FunctionSources::layerKeys);
    }

    List<EventSource<?, Function>> all() {
        return List.of(layers(), revisions(), runtimes(), versions(), aliases());
    }

    private EventSource<FunctionRevision, Function> revisions() {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(FunctionRevision.class, Function.class)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Function.class))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new FunctionRevisionStore())
                        .build(),
                context);
    }

    private EventSource<Runtime, Function> runtimes() {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Runtime.class, Function.class)
                        .withPrimaryToSecondaryMapper((Function f) -> Set.of())
                        .withSecondaryToPrimaryMapper(runtime -> ids(functions.byIndex(
                                BY_RUNTIME, runtime.getMetadata().getName())))
                        .withOnUpdateFilter((now, before) -> false)
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
    }

    private EventSource<LayerVersion, Function> layers() {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LayerVersion.class, Function.class)
                        .withPrimaryToSecondaryMapper((Function f) -> Set.of())
                        .withSecondaryToPrimaryMapper(layer -> layer.getStatus() == null
                                        || layer.getStatus().layerVersionARN == null
                                ? Set.of()
                                : ids(functions.byIndex(BY_LAYER, layerKey(layer, layer.getStatus().layerVersionARN))))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LayerStore())
                        .build(),
                context);
    }

    private EventSource<Version, Function> versions() {
        var versions = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Version.class, Function.class)
                        .withPrimaryToSecondaryMapper((Function f) -> Set.of())
                        .withSecondaryToPrimaryMapper(version -> interested(
                                version, FunctionTarget.of(version.getSpec()).text()))
                        .withOnUpdateFilter((now, before) -> !matter(now).equals(matter(before)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        versions.addIndexer(
                BY_FUNCTION,
                version -> List.of(
                        key(version, FunctionTarget.of(version.getSpec()).text())));
        return versions;
    }

    private EventSource<Alias, Function> aliases() {
        var aliases = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Alias.class, Function.class)
                        .withPrimaryToSecondaryMapper((Function f) -> Set.of())
                        .withSecondaryToPrimaryMapper(alias -> interested(
                                alias, FunctionTarget.of(alias.getSpec()).text()))
                        .withOnUpdateFilter((now, before) -> !matter(now).equals(matter(before)))
                        .withInformerListLimit(Lean.PAGE)
                        .withItemStore(new LeanStore<>())
                        .build(),
                context);
        aliases.addIndexer(
                BY_FUNCTION,
                alias -> List.of(key(alias, FunctionTarget.of(alias.getSpec()).text())));
        return aliases;
    }

    private static List<Object> matter(Version version) {
        return Arrays.asList(
                version.getStatus() == null ? null : version.getStatus().version,
                version.getSpec().provisionedConcurrencyConfig == null,
                ProvisionedGrant.of(version).executions());
    }

    private static List<Object> matter(Alias alias) {
        return Arrays.asList(
                alias.getMetadata().getGeneration(),
                alias.getStatus() == null ? null : alias.getStatus().functionVersion,
                ProvisionedGrant.of(alias).executions());
    }

    /** The function of that name, if versions and aliases make a difference to it. */
    private Set<ResourceID> interested(HasMetadata object, String function) {
        ResourceID id = new ResourceID(function, object.getMetadata().getNamespace());
        return functions
                        .get(id)
                        .map(Function::getSpec)
                        .filter(FunctionSources::isInterested)
                        .isPresent()
                ? Set.of(id)
                : Set.of();
    }

    private static boolean isInterested(FunctionSpec spec) {
        return Boolean.TRUE.equals(spec.publish)
                || spec.versionHistoryLimit != null
                || spec.reservedConcurrentExecutions != null;
    }

    private static List<String> layerKeys(Function function) {
        return function.getSpec().layers == null
                ? List.of()
                : function.getSpec().layers.stream()
                        .map(arn -> layerKey(function, arn))
                        .toList();
    }

    private static String layerKey(HasMetadata in, String arn) {
        return key(in, arn);
    }

    static String key(HasMetadata in, String name) {
        return in.getMetadata().getNamespace() + "/" + name;
    }

    private static Set<ResourceID> ids(List<Function> functions) {
        return functions.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }
}
