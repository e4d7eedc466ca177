package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.code.CodeArchives;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.functions.AccountConcurrency;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a pass needs: from caches what is watched, from the API server what is not. */
final class FunctionGathering {
    private final Context<Function> context;
    private final KubernetesClient client;
    private final OperatorConfig config;

    private final CodeArchives archives;
    private final Placement placement;

    FunctionGathering(Context<Function> context, OperatorConfig config, CodeArchives archives, Placement placement) {
        this.placement = placement;
        this.archives = archives;
        this.context = context;
        this.client = context.getClient();
        this.config = config;
    }

    FunctionInputs inputs(Function function, Instant now) {
        List<FunctionRevision> revisions = context.getSecondaryResourcesAsStream(FunctionRevision.class)
                .filter(revision -> Owners.owns(function, revision))
                .toList();
        return new FunctionInputs(
                function,
                new FunctionInputs.Surroundings(
                        runtimes(),
                        configMap(function),
                        roleExists(function),
                        config.region(),
                        account(function),
                        FunctionNetwork.of(function, placement),
                        FunctionArchives.of(function, revisions, archives, layers(function)),
                        destinations(function)),
                revisions,
                cached(function),
                now);
    }

    private FunctionConcurrency.Account account(Function function) {
        if (function.getSpec().reservedConcurrentExecutions == null) {
            return new FunctionConcurrency.Account(config.concurrentExecutions(), 0); // nobody asks
        }
        String namespace = function.getMetadata().getNamespace();
        AccountConcurrency account = new AccountConcurrency(
                context.getPrimaryCache().list(namespace).toList(),
                all(Version.class, namespace),
                all(Alias.class, namespace));
        int others = account.besides(function.getMetadata().getName());
        return new FunctionConcurrency.Account(config.concurrentExecutions(), others);
    }

    private DestinationFunctions destinations(Function function) {
        String namespace = function.getMetadata().getNamespace();
        return EventFields.functions(function.getSpec(), name -> context.getPrimaryCache()
                .get(new ResourceID(name, namespace))
                .isPresent());
    }

    private List<String> runtimes() {
        return context.eventSourceRetriever().getEventSourceFor(Runtime.class) instanceof ResourceCache<?> runtimes
                ? names(runtimes.list())
                : List.of();
    }

    private List<LayerVersion> layers(Function function) {
        return all(LayerVersion.class, function.getMetadata().getNamespace());
    }

    private static List<String> names(Stream<? extends HasMetadata> objects) {
        return objects.map(object -> object.getMetadata().getName()).toList();
    }

    private Optional<ConfigMap> configMap(Function function) {
        var code = function.getSpec().code;
        return code == null || code.configMapRef == null
                ? Optional.empty()
                : Optional.ofNullable(client.configMaps()
                        .inNamespace(function.getMetadata().getNamespace())
                        .withName(code.configMapRef.name)
                        .get());
    }

    private boolean roleExists(Function function) {
        return FunctionRole.serviceAccount(function.getSpec())
                .map(name -> client.serviceAccounts()
                                .inNamespace(function.getMetadata().getNamespace())
                                .withName(name)
                                .get()
                        != null)
                .orElse(true);
    }

    private FunctionInputs.Published cached(Function function) {
        String key = FunctionSources.key(function, function.getMetadata().getName());
        return new FunctionInputs.Published(indexed(Version.class, key), indexed(Alias.class, key));
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> List<T> all(Class<T> kind, String namespace) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof ResourceCache<?> cache
                ? ((ResourceCache<T>) cache).list(namespace).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> List<T> indexed(Class<T> kind, String key) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof IndexedResourceCache<?> cache
                ? ((IndexedResourceCache<T>) cache).byIndex(FunctionSources.BY_FUNCTION, key)
                : List.of();
    }

    /** The function's versions and aliases, as the API server knows them now. */
    FunctionInputs.Published published(Function function) {
        String namespace = function.getMetadata().getNamespace();
        String name = function.getMetadata().getName();
        return new FunctionInputs.Published(
                client.resources(Version.class).inNamespace(namespace).list().getItems().stream()
                        .filter(version ->
                                FunctionTarget.of(version.getSpec()).text().equals(name))
                        .toList(),
                client.resources(Alias.class).inNamespace(namespace).list().getItems().stream()
                        .filter(alias ->
                                FunctionTarget.of(alias.getSpec()).text().equals(name))
                        .toList());
    }

    /** The revisions that Versions and Aliases of the namespace point at, as the API server knows them now. */
    Set<String> pointedAt(Function function) {
        String namespace = function.getMetadata().getNamespace();
        Stream<String> versions = client.resources(Version.class).inNamespace(namespace).list().getItems().stream()
                .map(version -> version.getStatus() == null ? null : version.getStatus().revision);
        Stream<String> aliases = client.resources(Alias.class).inNamespace(namespace).list().getItems().stream()
                .map(alias -> alias.getStatus() == null ? null : alias.getStatus().revision);
        return Stream.concat(versions, aliases).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
