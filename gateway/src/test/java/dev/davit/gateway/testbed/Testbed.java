package dev.davit.gateway.testbed;

import dev.davit.api.common.Accounts;
import dev.davit.gateway.app.Gateway;
import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.async.InvocationQueue;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionArchives;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Authenticator;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.scale.PoolDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** A whole gateway over HTTP with a cluster that exists only in its catalog, and fake runtimes. */
public final class Testbed implements AutoCloseable {

    public static final String NAMESPACE = "team-a";
    public static final String ACCOUNT = Accounts.of(NAMESPACE);
    public static final String REGION = "us-east-1";
    public static final String URL_DOMAIN = "davit.local";
    private static final byte[] KEY = new byte[32];

    private final Gateway gateway;
    private final List<FakeRuntime> runtimes = new ArrayList<>();
    public final FakeDirectory directory = new FakeDirectory();
    public final FakeEcs ecs = new FakeEcs();
    public final Map<ElbKey, Integer> balanced = new ConcurrentHashMap<>();
    public final Map<PoolKey, PoolDemand> demands = new ConcurrentHashMap<>();
    /** What environments wrote. */
    public final FakeLogs logs = new FakeLogs();

    /** What a testbed is asked for besides callers: where events are kept, and how fast their clock goes. */
    public record Events(InvocationQueue queue, Destinations destinations, AsyncSettings settings) {
        static final Events NONE = new Events(null, null, AsyncSettings.DEFAULT);
    }

    private record Traits(StreamLimits streams, ArchiveStore archives, Events events, Observers observers) {
        static final Traits USUAL = new Traits(StreamLimits.AWS, ArchiveStore.NONE, Events.NONE, Observers.NONE);
    }

    private Testbed(Authenticator authenticator, Authorizer authorizer, InvocationMeter meter, Traits traits) {
        this.gateway = new Gateway(
                new Gateway.Adapters(
                        authenticator,
                        authorizer,
                        directory,
                        ecs,
                        () -> KEY,
                        revision -> CompletableFuture.completedFuture(Map.of("big.py", "loaded")),
                        (environment, since) -> CompletableFuture.supplyAsync(() -> logs.read(environment, since)),
                        demands::put,
                        meter,
                        group -> balanced.merge(group, 1, Integer::sum),
                        traits.observers(),
                        traits.archives(),
                        traits.events().queue(),
                        traits.events().destinations()),
                new Gateway.Options(
                        REGION,
                        0,
                        0,
                        true,
                        Settings.defaults(600),
                        URL_DOMAIN,
                        Set.of("FARGATE_SPOT", "a", "b"),
                        traits.streams(),
                        traits.events().settings(),
                        null));
        gateway.start();
    }

    /** Every caller is who the header {@code X-Test-Caller} says, and may invoke all but functions named forbidden. */
    public static Testbed start() {
        return start(access -> !"forbidden".equals(access.name()));
    }

    /** Every caller is who the header {@code X-Test-Caller} says, and may do what is said here. */
    public static Testbed start(Predicate<Access> allowed) {
        return start(allowed, InvocationMeter.NONE, Traits.USUAL);
    }

    /** The same as the first, where runtimes may stream so much. */
    public static Testbed start(StreamLimits streams) {
        return start(
                access -> !"forbidden".equals(access.name()),
                InvocationMeter.NONE,
                new Traits(streams, ArchiveStore.NONE, Events.NONE, Observers.NONE));
    }

    /** The same as the first, with archives. */
    public static Testbed start(ArchiveStore archives) {
        return start(
                access -> !"forbidden".equals(access.name()),
                InvocationMeter.NONE,
                new Traits(StreamLimits.AWS, archives, Events.NONE, Observers.NONE));
    }

    /** The same as the first, with a queue. */
    public static Testbed start(InvocationMeter meter, Events events) {
        return start(
                access -> !"forbidden".equals(access.name()),
                meter,
                new Traits(StreamLimits.AWS, ArchiveStore.NONE, events, Observers.NONE));
    }

    /** The same as the first, watched; {@code events} may be null. */
    public static Testbed start(Observers observers, InvocationMeter meter, Events events) {
        return start(
                access -> !"forbidden".equals(access.name()),
                meter,
                new Traits(StreamLimits.AWS, ArchiveStore.NONE, events == null ? Events.NONE : events, observers));
    }

    private static Testbed start(Predicate<Access> allowed, InvocationMeter meter, Traits traits) {
        Testbed testbed = new Testbed(
                (head, body) -> CompletableFuture.completedFuture(
                        head.header("X-Test-Caller") == null
                                ? new Authentication.Refused(Refusal.of(
                                        ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"))
                                : new Authentication.Proven(caller(head.header("X-Test-Caller")))),
                (caller, access) -> CompletableFuture.supplyAsync(() -> allowed.test(access), Testbed::inAThread),
                meter,
                traits);
        testbed.gateway.feed().synced();
        return testbed;
    }

    public static Testbed start(Authenticator authenticator, Authorizer authorizer) {
        return start(authenticator, authorizer, InvocationMeter.NONE);
    }

    public static Testbed start(Authenticator authenticator, Authorizer authorizer, InvocationMeter meter) {
        return start(authenticator, authorizer, meter, Observers.NONE);
    }

    public static Testbed start(
            Authenticator authenticator, Authorizer authorizer, InvocationMeter meter, Observers observers) {
        Testbed testbed = new Testbed(
                authenticator,
                authorizer,
                meter,
                new Traits(StreamLimits.AWS, ArchiveStore.NONE, Events.NONE, observers));
        testbed.gateway.feed().synced();
        return testbed;
    }

    private static Caller caller(String namespace) {
        return new Caller(
                namespace.equals("nobody") ? null : namespace,
                "system:serviceaccount:" + namespace + ":shop",
                List.of(),
                null,
                Map.of(),
                "arn:aws:iam::" + ACCOUNT + ":user/shop");
    }

    public int invokePort() {
        return gateway.invokePort();
    }

    public int runtimePort() {
        return gateway.runtimePort();
    }

    public Gateway gateway() {
        return gateway;
    }

    public void pool(PoolKey key, String revision, PoolProblem problem) {
        gateway.feed()
                .put(new PoolEntry(key, revision, 10, 0, Map.of(), Set.of(), Set.of(), problem, PoolProvisions.NONE));
    }

    /** An Active function of its own image, with a pool. */
    public RevisionEntry imageFunction(String name, int timeout) {
        String revision = name + "-1";
        pool(new PoolKey(NAMESPACE, revision), revision, null);
        return function(name, revision, true, timeout, Map.of());
    }

    public RevisionEntry function(String name, String pool, boolean image, int timeout, Map<String, String> code) {
        RevisionEntry revision = new RevisionEntry(
                new RevisionKey(NAMESPACE, name + "-1"),
                name,
                Catalog.LATEST,
                pool,
                image,
                "app.handler",
                128,
                timeout,
                Map.of("GREETING", "hej"),
                code,
                null);
        gateway.feed().put(revision);
        state(name, FunctionState.ACTIVE);
        return revision;
    }

    /** An Active function of a managed runtime whose code and layers are archives. */
    public RevisionEntry archiveFunction(String name, String pool, RevisionArchives archives) {
        RevisionEntry revision = new RevisionEntry(
                new RevisionKey(NAMESPACE, name + "-1"),
                name,
                Catalog.LATEST,
                pool,
                false,
                "app.handler",
                128,
                3,
                Map.of(),
                Map.of(),
                null,
                archives);
        gateway.feed().put(revision);
        state(name, FunctionState.ACTIVE);
        return revision;
    }

    public void state(String name, FunctionState state) {
        gateway.feed()
                .put(new FunctionEntry(
                        new FunctionKey(NAMESPACE, name), name.toLowerCase(), state, null, name + "-1", null));
    }

    /** How the function's asynchronous events are treated from now on. */
    public void events(String name, EventConfig config, Integer reserved) {
        gateway.feed()
                .put(new FunctionEntry(
                        new FunctionKey(NAMESPACE, name),
                        name.toLowerCase(),
                        FunctionState.ACTIVE,
                        null,
                        name + "-1",
                        reserved,
                        config));
    }

    public void pod(PoolKey pool, String name, PodPhase phase, Termination termination) {
        gateway.feed()
                .put(new PodEntry(
                        pool.namespace(), name, pool.name(), phase, false, List.of("127.0.0.1"), termination, false));
    }

    public static String host(String pod) {
        return FakeRuntime.host(KEY, NAMESPACE, pod);
    }

    /** A pod with a runtime in it. */
    public FakeRuntime environment(PoolKey pool, String name, Function<PlainHttp.Answer, FakeRuntime.Reply> handler) {
        return environment(pool, name, false, handler);
    }

    public FakeRuntime environment(
            PoolKey pool, String name, boolean standby, Function<PlainHttp.Answer, FakeRuntime.Reply> handler) {
        pod(pool, name, PodPhase.RUNNING, null);
        FakeRuntime runtime = FakeRuntime.start(runtimePort(), host(name), standby, handler);
        runtimes.add(runtime);
        return runtime;
    }

    /** Invokes as team-a over a connection of its own. */
    public PlainHttp.Answer invoke(String function, String body) {
        return invoke(function, Map.of(), body);
    }

    public PlainHttp.Answer invoke(String function, Map<String, String> headers, String body) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.putIfAbsent("X-Test-Caller", NAMESPACE);
        try (PlainHttp http = PlainHttp.to(invokePort())) {
            return http.send("POST", "/2015-03-31/functions/" + function + "/invocations", all, body);
        }
    }

    /** Invokes in a thread of its own. */
    public CompletableFuture<PlainHttp.Answer> invokeLater(String function, String body) {
        return CompletableFuture.supplyAsync(() -> invoke(function, body), Testbed::inAThread);
    }

    private static void inAThread(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    @Override
    public void close() {
        runtimes.forEach(FakeRuntime::close);
        gateway.stop(Duration.ZERO);
    }
}
