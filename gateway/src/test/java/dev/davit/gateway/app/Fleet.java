package dev.davit.gateway.app;

import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.peer.Member;
import dev.davit.gateway.peer.Members;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.testbed.FakeDirectory;
import dev.davit.gateway.testbed.FakeEcs;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Several gateways on one cluster that exists only in their catalogs, and a Service in front of them: chance. */
final class Fleet implements AutoCloseable {

    private static final byte[] KEY = new byte[32];
    private static final KeySource KEYS = () -> KEY;

    private final Map<String, Gateway> gateways = new LinkedHashMap<>();
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final List<Member> dead = new ArrayList<>();
    private final Map<Object, Consumer<CatalogFeed>> cluster = new LinkedHashMap<>();
    private final Map<PoolKey, PoolEntry> pools = new LinkedHashMap<>();
    private final List<Environment> environments = new ArrayList<>();

    /** A gateway that is ready at once and among the others' members. */
    synchronized Gateway add(String name) {
        Gateway gateway = new Gateway(
                new Gateway.Adapters(
                        (head, body) -> CompletableFuture.completedFuture(authenticate(head.header("X-Test-Caller"))),
                        (caller, access) -> CompletableFuture.completedFuture(true),
                        new FakeDirectory(),
                        new FakeEcs(),
                        KEYS,
                        revision -> CompletableFuture.completedFuture(Map.of()),
                        EnvironmentLogs.NONE,
                        this::written,
                        InvocationMeter.NONE,
                        group -> {},
                        Observers.NONE,
                        ArchiveStore.NONE,
                        null,
                        null),
                new Gateway.Options(
                        "us-east-1",
                        0,
                        0,
                        true,
                        Settings.defaults(600),
                        "davit.local",
                        Set.of(),
                        StreamLimits.AWS,
                        AsyncSettings.DEFAULT,
                        new Gateway.Replica(name, 0, Duration.ofMillis(300))));
        gateway.start();
        cluster.values().forEach(entry -> entry.accept(gateway.feed()));
        gateway.feed().synced();
        gateways.put(name, gateway);
        tell();
        return gateway;
    }

    private static Authentication authenticate(String caller) {
        return caller == null
                ? new Authentication.Refused(
                        Refusal.of(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"))
                : new Authentication.Proven(new Caller(
                        caller, "system:serviceaccount:" + caller + ":shop", List.of(), null, Map.of(), "arn"));
    }

    /** The operator and the API server in one: what a gateway wrote, all see. */
    private synchronized void written(PoolKey key, PoolDemand demand) {
        PoolEntry pool = pools.get(key);
        put(new PoolEntry(
                key,
                pool.revision(),
                10,
                demand.replicas(),
                demand.claims(),
                demand.retire(),
                pool.dispensable(),
                pool.problem(),
                PoolProvisions.NONE));
    }

    synchronized PoolEntry pool(PoolKey key) {
        return pools.get(key);
    }

    private synchronized void put(PoolEntry pool) {
        pools.put(pool.key(), pool);
        put(pool.key(), feed -> feed.put(pool));
    }

    private synchronized void put(Object key, Consumer<CatalogFeed> entry) {
        cluster.put(key, entry);
        gateways.values().forEach(gateway -> entry.accept(gateway.feed()));
    }

    /** Ends a gateway in good order, as a rolling update does: all see it leave, then it gets the time it needs. */
    void remove(String name, Duration grace) {
        leaving.add(name);
        tell();
        gateway(name).stop(grace);
        forget(name);
    }

    /** Kills a gateway; the others see that it is not ready, and then that it is gone. */
    void kill(String name) {
        int port = gateway(name).peerPort();
        gateway(name).kill();
        synchronized (this) {
            gateways.remove(name);
            dead.add(new Member(name, "127.0.0.1", port));
        }
        tell();
        synchronized (this) {
            dead.clear();
        }
        tell();
    }

    private synchronized void forget(String name) {
        gateways.remove(name);
        leaving.remove(name);
        tell();
    }

    synchronized Gateway gateway(String name) {
        return gateways.get(name);
    }

    private synchronized void tell() {
        List<Member> serving = new ArrayList<>();
        List<Member> others = new ArrayList<>(dead);
        gateways.forEach((name, gateway) ->
                (leaving.contains(name) ? others : serving).add(new Member(name, "127.0.0.1", gateway.peerPort())));
        gateways.values().forEach(gateway -> gateway.members(new Members(List.copyOf(serving), List.copyOf(others))));
    }

    /** One that a Service would choose. */
    synchronized Gateway any() {
        List<Gateway> serving = gateways.entrySet().stream()
                .filter(each -> !leaving.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return serving.get(ThreadLocalRandom.current().nextInt(serving.size()));
    }

    /** An Active function of its own image, with a pool. */
    synchronized RevisionEntry function(String namespace, String name, Integer reserved) {
        String revision = name + "-1";
        PoolKey pool = new PoolKey(namespace, revision);
        put(new PoolEntry(pool, revision, 10, 0, Map.of(), Set.of(), Set.of(), null, PoolProvisions.NONE));
        RevisionEntry entry = new RevisionEntry(
                new RevisionKey(namespace, revision),
                name,
                Catalog.LATEST,
                revision,
                true,
                "app.handler",
                128,
                20,
                Map.of(),
                Map.of(),
                null);
        put(entry.key(), feed -> feed.put(entry));
        FunctionKey key = new FunctionKey(namespace, name);
        put(key, feed -> feed.put(new FunctionEntry(key, name, FunctionState.ACTIVE, null, revision, reserved)));
        return entry;
    }

    synchronized void url(UrlEntry url) {
        put(url.id(), feed -> feed.put(url));
    }

    /** A pod whose runtime keeps asking, over a new connection when one is closed, as the managed ones do. */
    synchronized Environment environment(
            RevisionEntry of, String pod, Function<PlainHttp.Answer, FakeRuntime.Reply> handler) {
        PodEntry entry = new PodEntry(
                of.key().namespace(), pod, of.pool(), PodPhase.RUNNING, false, List.of("127.0.0.1"), null, false);
        put(entry.namespace() + "/" + pod, feed -> feed.put(entry));
        Environment environment = new Environment(of.key().namespace(), pod, handler);
        environments.add(environment);
        Thread.ofVirtual().name(pod).start(environment::run);
        return environment;
    }

    /** Invokes through any gateway, and connects anew when one asks for that. */
    PlainHttp.Answer invoke(String namespace, String function, String body) {
        return invoke(any(), namespace, function, body);
    }

    static PlainHttp.Answer invoke(Gateway at, String namespace, String function, String body) {
        try (PlainHttp http = PlainHttp.to(at.invokePort())) {
            return http.send(
                    "POST",
                    "/2015-03-31/functions/" + function + "/invocations",
                    Map.of("X-Test-Caller", namespace),
                    body);
        }
    }

    /** A runtime that outlives its gateways. */
    final class Environment {
        private final Map<String, String> headers;
        private final Function<PlainHttp.Answer, FakeRuntime.Reply> handler;
        final AtomicInteger connections = new AtomicInteger();
        private volatile PlainHttp connection;
        private volatile boolean closed;

        private Environment(String namespace, String pod, Function<PlainHttp.Answer, FakeRuntime.Reply> handler) {
            this.headers = Map.of("Host", FakeRuntime.host(KEY, namespace, pod));
            this.handler = handler;
        }

        private void run() {
            while (!closed) {
                try (PlainHttp http = PlainHttp.to(any().runtimePort())) {
                    connection = http;
                    connections.incrementAndGet();
                    serve(http);
                } catch (UncheckedIOException e) {
                    Thread.onSpinWait(); // as after any lost connection: connect again
                }
            }
        }

        private void serve(PlainHttp http) {
            while (!closed) {
                PlainHttp.Answer event = http.send(PlainHttp.request("GET", FakeRuntime.NEXT, headers, null));
                if (event.status() != 200) {
                    closed = true;
                    return;
                }
                FakeRuntime.Reply reply = handler.apply(event);
                String path = "/2018-06-01/runtime/invocation/" + event.header("lambda-runtime-aws-request-id") + "/"
                        + reply.kind();
                PlainHttp.Answer told = http.send(PlainHttp.request("POST", path, headers, reply.body()));
                if ("close".equals(told.header("connection"))) {
                    return;
                }
            }
        }

        void close() {
            closed = true;
            if (connection != null) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        environments.forEach(Environment::close);
        List.copyOf(gateways.values()).forEach(Gateway::kill);
    }
}
