package dev.davit.gateway.testbed;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.http.control.FunctionDirectory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A cluster's functions, versions and aliases that are only here. */
public final class FakeDirectory implements FunctionDirectory {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final Map<String, Function> functions = new TreeMap<>();
    private final Map<String, Map<String, List<Version>>> versions = new TreeMap<>();
    private final Map<String, Map<String, List<Alias>>> aliases = new TreeMap<>();
    private final Map<String, FunctionRevision> revisions = new ConcurrentHashMap<>();

    /** How many questions were asked. */
    public final AtomicInteger asked = new AtomicInteger();

    /** What every answer waits for. */
    public volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    public synchronized void addFunction(String namespace, String yaml) {
        Function function = object(namespace, yaml, Function.class);
        functions.put(namespace + "/" + function.getMetadata().getName(), function);
    }

    public synchronized void addVersion(String namespace, String function, String yaml) {
        versions.computeIfAbsent(namespace, key -> new TreeMap<>())
                .computeIfAbsent(function, key -> new ArrayList<>())
                .add(object(namespace, yaml, Version.class));
    }

    public synchronized void addAlias(String namespace, String function, String yaml) {
        aliases.computeIfAbsent(namespace, key -> new TreeMap<>())
                .computeIfAbsent(function, key -> new ArrayList<>())
                .add(object(namespace, yaml, Alias.class));
    }

    public void addRevision(String namespace, String yaml) {
        FunctionRevision revision = object(namespace, yaml, FunctionRevision.class);
        revisions.put(namespace + "/" + revision.getMetadata().getName(), revision);
    }

    private static <T extends HasMetadata> T object(String namespace, String yaml, Class<T> type) {
        T object = YAML.unmarshal(yaml, type);
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setUid(namespace + "/" + object.getMetadata().getName());
        object.getMetadata().setGeneration(1L);
        object.getMetadata().setCreationTimestamp("2026-11-27T01:02:03Z");
        return object;
    }

    @Override
    public CompletionStage<Optional<Function>> function(String namespace, String name) {
        return answer(() -> Optional.ofNullable(functions.get(namespace + "/" + name)));
    }

    @Override
    public CompletionStage<Page<Function>> functions(String namespace, int limit, String continuation) {
        return answer(() -> {
            List<Function> all = functions.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(namespace + "/"))
                    .map(Map.Entry::getValue)
                    .toList();
            int from = continuation == null ? 0 : position(continuation);
            int to = Math.min(all.size(), from + limit);
            return new Page<>(all.subList(from, to), to < all.size() ? "from-" + to : null);
        });
    }

    private static int position(String continuation) {
        if (!continuation.startsWith("from-")) {
            throw new UnknownContinuation();
        }
        return Integer.parseInt(continuation.substring("from-".length()));
    }

    @Override
    public CompletionStage<Map<String, List<Version>>> versions(String namespace) {
        return answer(() -> versions.getOrDefault(namespace, Map.of()));
    }

    @Override
    public CompletionStage<Map<String, List<Alias>>> aliases(String namespace) {
        return answer(() -> aliases.getOrDefault(namespace, Map.of()));
    }

    @Override
    public CompletionStage<Optional<FunctionRevision>> revision(String namespace, String name) {
        return answer(() -> Optional.ofNullable(revisions.get(namespace + "/" + name)));
    }

    @Override
    public CompletionStage<Optional<String>> runtimeImage(String namespace, String pool) {
        return answer(() -> Optional.of("registry.example.org/" + pool + ":1"));
    }

    private <T> CompletionStage<T> answer(Supplier<T> found) {
        asked.incrementAndGet();
        return gate.thenApplyAsync(
                open -> {
                    synchronized (this) {
                        return found.get();
                    }
                },
                work -> Thread.ofVirtual().start(work));
    }
}
