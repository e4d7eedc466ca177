package dev.davit.gateway.kube;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.catalog.RevisionKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Reads code that is too large to keep for every revision, and keeps a little of what was read last. Revisions never change. */
final class RevisionCode implements CodeLoader {

    private static final long MOST = 8 * 1024 * 1024;

    private final ApiServer api;
    private final AsyncCache<RevisionKey, Map<String, String>> cache = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((RevisionKey key, Map<String, String> code) ->
                    code.values().stream().mapToInt(String::length).sum())
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .buildAsync();

    RevisionCode(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<Map<String, String>> load(RevisionKey revision) {
        return cache.get(revision, (key, executor) -> read(key).toCompletableFuture());
    }

    private CompletionStage<Map<String, String>> read(RevisionKey key) {
        String path = "/apis/davit.dev/v1alpha1/namespaces/" + key.namespace() + "/functionrevisions/" + key.name();
        return api.get(path, FunctionRevision.class).thenApply(revision -> LambdaEntries.inline(revision.getSpec()));
    }
}
