package dev.davit.operator.lambda.version;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.functions.AccountConcurrency;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.functions.ProvisionedPools;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what a pass over a version needs: what is published from the API server, everything else from caches. */
final class VersionGathering {
    static final String BY_FUNCTION = "function";

    private final Version version;
    private final Context<Version> context;

    VersionGathering(Version version, Context<Version> context) {
        this.version = version;
        this.context = context;
    }

    VersionInputs inputs(OperatorConfig config, Instant now) {
        VersionStatus status = version.getStatus();
        boolean published = status != null && status.version != null;
        List<Version> siblings = context.getPrimaryCache().byIndex(BY_FUNCTION, key(version)).stream()
                .filter(v -> v.getStatus() != null && v.getStatus().version != null)
                .filter(v -> !Objects.equals(
                        v.getMetadata().getUid(), version.getMetadata().getUid()))
                .toList();
        return new VersionInputs(
                version,
                published ? Optional.empty() : live(),
                siblings,
                !published || exists(status.revision),
                version.getSpec().provisionedConcurrencyConfig == null
                        ? VersionInputs.Surroundings.NONE
                        : surroundings(config.concurrentExecutions()),
                destinations(),
                config.region(),
                now);
    }

    private VersionInputs.Surroundings surroundings(int limit) {
        Integer reserved = context.getSecondaryResource(Function.class)
                .map(AccountConcurrency::reserved)
                .orElse(null);
        int unreserved = reserved == null
                ? account().most(limit, FunctionTarget.of(version.getSpec()).text())
                : 0;
        return new VersionInputs.Surroundings(new ProvisionedGrant.Room(reserved, unreserved), aliases(), pool());
    }

    private DestinationFunctions destinations() {
        return DestinationFunctions.of(
                EventDestinations.of(version.getSpec().functionEventInvokeConfig),
                name -> all(Function.class, version.getMetadata().getNamespace()).stream()
                        .anyMatch(function -> function.getMetadata().getName().equals(name)));
    }

    private AccountConcurrency account() {
        String namespace = version.getMetadata().getNamespace();
        return new AccountConcurrency(
                all(Function.class, namespace),
                context.getPrimaryCache().list(namespace).toList(),
                all(Alias.class, namespace));
    }

    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> List<T> all(Class<T> kind, String namespace) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof ResourceCache<?> cache
                ? ((ResourceCache<T>) cache).list(namespace).toList()
                : List.of();
    }

    private Optional<EnvironmentPool> pool() {
        return version.getStatus() == null || version.getStatus().revision == null
                ? Optional.empty()
                : ProvisionedPools.of(
                        context,
                        ProvisionedPools.key(version.getMetadata().getNamespace(), version.getStatus().revision));
    }

    @SuppressWarnings("unchecked")
    private List<Alias> aliases() {
        return context.eventSourceRetriever().getEventSourceFor(Alias.class) instanceof IndexedResourceCache<?> cache
                ? ((IndexedResourceCache<Alias>) cache).byIndex(BY_FUNCTION, key(version))
                : List.of();
    }

    private boolean exists(String revision) {
        return context.getClient()
                        .resources(FunctionRevision.class)
                        .inNamespace(version.getMetadata().getNamespace())
                        .withName(revision)
                        .get()
                != null;
    }

    /** The function as the API server knows it now: what is published must not come from an old cache. */
    private Optional<Function> live() {
        return Optional.ofNullable(context.getClient()
                .resources(Function.class)
                .inNamespace(version.getMetadata().getNamespace())
                .withName(FunctionTarget.of(version.getSpec()).text())
                .get());
    }

    static String key(Version version) {
        return key(version, FunctionTarget.of(version.getSpec()).text());
    }

    static String key(HasMetadata object, String function) {
        return object.getMetadata().getNamespace() + "/" + function;
    }
}
