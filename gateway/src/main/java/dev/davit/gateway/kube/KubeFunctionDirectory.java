package dev.davit.gateway.kube;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.http.control.FunctionDirectory;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads functions from the API server when somebody asks. Objects are listed by name, which needs no right that the watches do
 * not have. Only what never changes is remembered: what revisions are, without their code.
 */
final class KubeFunctionDirectory implements FunctionDirectory {

    private static final String LAMBDA = "/apis/lambda.davit.dev/v1alpha1/namespaces/";
    private static final String DAVIT = "/apis/davit.dev/v1alpha1/namespaces/";
    private static final int NOT_FOUND = 404;

    private final ApiServer api;
    private final ObjectLists lists;

    /** With the text of code an answer may have many megabytes, so two are read at once. */
    private final Turns large = new Turns(2);

    private final AsyncCache<String, FunctionRevision> revisions = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .buildAsync();
    private final AsyncCache<String, Optional<String>> images = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterWrite(Duration.ofSeconds(10))
            .executor(Runnable::run)
            .buildAsync();

    KubeFunctionDirectory(ApiServer api) {
        this.api = api;
        this.lists = new ObjectLists(api);
    }

    @Override
    public CompletionStage<Optional<Function>> function(String namespace, String name) {
        return large.take(() -> one(LAMBDA + namespace + "/functions", name, FunctionList.class))
                .thenApply(found -> found.map(KubeFunctionDirectory::lean));
    }

    @Override
    public CompletionStage<Page<Function>> functions(String namespace, int limit, String continuation) {
        var kind = new ObjectLists.Kind<>(LAMBDA + namespace + "/functions", null, FunctionList.class);
        return large.take(() -> lists.part(kind, limit, continuation))
                .thenApply(page -> new Page<>(
                        page.items().stream().map(KubeFunctionDirectory::lean).toList(), page.continuation()))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(
                        continuation != null && ObjectLists.isUnknownContinuation(failure)
                                ? new UnknownContinuation()
                                : failure));
    }

    @Override
    public CompletionStage<Map<String, List<Version>>> versions(String namespace) {
        return lists.all(new ObjectLists.Kind<>(LAMBDA + namespace + "/versions", null, VersionList.class))
                .thenApply(versions -> ByFunction.of(
                        versions,
                        LambdaEntries::version,
                        Comparator.comparingLong(entry -> Long.parseLong(entry.version()))));
    }

    @Override
    public CompletionStage<Map<String, List<Alias>>> aliases(String namespace) {
        return lists.all(new ObjectLists.Kind<>(LAMBDA + namespace + "/aliases", null, AliasList.class))
                .thenApply(aliases ->
                        ByFunction.of(aliases, LambdaEntries::alias, Comparator.comparing(AliasEntry::name)));
    }

    @Override
    public CompletionStage<Optional<FunctionRevision>> revision(String namespace, String name) {
        String path = DAVIT + namespace + "/functionrevisions/" + name;
        return revisions
                .get(path, (key, executor) -> read(key).toCompletableFuture())
                .thenApply(Optional::ofNullable);
    }

    /** Null, which is not remembered, when there is none. */
    private CompletionStage<FunctionRevision> read(String path) {
        return large.take(() -> api.get(path, FunctionRevision.class))
                .thenApply(KubeFunctionDirectory::lean)
                .exceptionallyCompose(failure -> ObjectLists.isAbout(failure, NOT_FOUND)
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(failure));
    }

    @Override
    public CompletionStage<Optional<String>> runtimeImage(String namespace, String pool) {
        return images.get(namespace + "/" + pool, (key, executor) -> one(
                        DAVIT + namespace + "/environmentpools", pool, PoolList.class)
                .thenApply(found -> found.map(each -> each.getSpec().imageURI))
                .toCompletableFuture());
    }

    private <T extends HasMetadata> CompletionStage<Optional<T>> one(
            String path, String name, Class<? extends DefaultKubernetesResourceList<T>> type) {
        return api.get(path + "?limit=1&fieldSelector=" + ObjectLists.encoded("metadata.name=" + name), type)
                .thenApply(list -> list.getItems().stream().findFirst());
    }

    private static Function lean(Function function) {
        if (function.getSpec().code != null) {
            function.getSpec().code.inline = null;
            function.getSpec().code.zipFile = null;
        }
        return function;
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        revision.getSpec().code = null;
        revision.getMetadata().setManagedFields(List.of());
        return revision;
    }

    /** A list of Functions as the API server sends it. */
    static final class FunctionList extends DefaultKubernetesResourceList<Function> {}

    /** A list of Versions as the API server sends it. */
    static final class VersionList extends DefaultKubernetesResourceList<Version> {}

    /** A list of Aliases as the API server sends it. */
    static final class AliasList extends DefaultKubernetesResourceList<Alias> {}

    /** A list of EnvironmentPools as the API server sends it. */
    static final class PoolList extends DefaultKubernetesResourceList<EnvironmentPool> {}
}
