package dev.davit.gateway.app;

import dev.davit.gateway.async.AsyncInvocations;
import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.async.InvocationQueue;
import dev.davit.gateway.balance.BalanceFeed;
import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.balance.OwnedBalanceFeed;
import dev.davit.gateway.balance.RequestTally;
import dev.davit.gateway.blob.Prefetch;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.catalog.OwnedCatalogFeed;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.environment.VerifiedHosts;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.DateHeader;
import dev.davit.gateway.http.Intake;
import dev.davit.gateway.http.balance.Entry;
import dev.davit.gateway.http.control.ControlApi;
import dev.davit.gateway.http.control.FunctionDirectory;
import dev.davit.gateway.http.ecs.EcsApi;
import dev.davit.gateway.http.ecs.EcsDirectory;
import dev.davit.gateway.http.invoke.Authenticator;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.invoke.OtherOperations;
import dev.davit.gateway.http.invoke.UnreadableRequests;
import dev.davit.gateway.http.metadata.MetadataApi;
import dev.davit.gateway.http.peer.PeerApi;
import dev.davit.gateway.http.peer.Switchboard;
import dev.davit.gateway.http.runtime.HeldAnswer;
import dev.davit.gateway.http.runtime.RuntimeApi;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.http.url.FunctionUrls;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.IdSource;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.peer.Members;
import dev.davit.gateway.scale.PoolWrites;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A gateway without its cluster: everything that runs on the one event loop, and the two servers. */
public final class Gateway {

    private static final long TICK_MILLIS = Dispatcher.TICK_NANOS / 1_000_000;
    private static final long QUIET_MILLIS = 100;
    private static final long PREFETCHED = 512L * 1024 * 1024;

    private final Options options;
    private final EventLoop loop = new EventLoop();
    private final Intake requests = Intake.ofHeap();
    private final Intake responses = Intake.ofHeap();
    private final Catalog catalog = new Catalog();
    private final CatalogFeed feed = new OwnedCatalogFeed(catalog, loop.owner());
    private final Dispatcher dispatcher;
    private final AsyncInvocations events;
    private final Peers peers;
    private final Switchboard switchboard;
    private final FunctionUrls front;
    private final RuntimeApi runtimeApi;
    private final MetadataApi runtimePort;
    private final Handler<HttpServerRequest> peerApi;
    private final Balancers balancers = new Balancers(RandomGenerator.getDefault());
    private final BalanceFeed balanceFeed = new OwnedBalanceFeed(balancers, loop.owner());
    private final Entry entry;
    private final EntryPorts entryPorts;
    private final Clock clock = Clock.system();
    private final DateHeader date = new DateHeader();
    private HttpServer invokeServer;
    private HttpServer runtimeServer;
    private HttpServer peerServer;
    private volatile boolean draining;
    private volatile boolean stopping;

    /**
     * The ports' implementations.
     *
     * @param authenticator who proves callers
     * @param authorizer who knows what they may
     * @param directory what the control API tells of
     * @param ecs what the ECS API tells of and makes
     * @param keys the runtime key
     * @param codeLoader large code
     * @param logs what environments wrote
     * @param writes pool demands
     * @param meter counters
     * @param requests counters of target groups
     * @param observers who watches
     * @param archives zip archives
     * @param queue where asynchronous events are kept, or null where there is no such place
     * @param destinations who tells others of them, or null without a queue
     */
    public record Adapters(
            Authenticator authenticator,
            Authorizer authorizer,
            FunctionDirectory directory,
            EcsDirectory ecs,
            KeySource keys,
            CodeLoader codeLoader,
            EnvironmentLogs logs,
            PoolWrites writes,
            InvocationMeter meter,
            RequestTally requests,
            Observers observers,
            ArchiveStore archives,
            InvocationQueue queue,
            Destinations destinations) {}

    /**
     * Its own settings.
     *
     * @param region the region in ARNs
     * @param invokePort where the Invoke API listens; 0 for any
     * @param runtimePort where the Runtime API listens; 0 for any
     * @param checkAddress whether environments must speak from their pods' addresses
     * @param dispatch the dispatcher's numbers
     * @param urlDomain the domain of function URLs
     * @param capacityProviders the names that tasks may ask for beside FARGATE
     * @param streams how much runtimes may stream
     * @param events the numbers of asynchronous invocation
     * @param replica how it is one of several, or null when it is the only one
     */
    public record Options(
            String region,
            int invokePort,
            int runtimePort,
            boolean checkAddress,
            Settings dispatch,
            String urlDomain,
            Set<String> capacityProviders,
            StreamLimits streams,
            AsyncSettings events,
            Replica replica) {}

    /**
     * One gateway of several.
     *
     * @param name its name among them, as {@link #members} says it
     * @param port where it listens to the others; 0 for any
     * @param settle how long after it was asked to end new connections may still come
     */
    public record Replica(String name, int port, Duration settle) {}

    /** Puts it together; nothing listens yet. */
    public Gateway(Adapters adapters, Options options) {
        this.options = options;
        Replica replica = options.replica();
        this.peers = new Peers(replica == null ? null : replica.name(), loop, adapters.keys());
        this.dispatcher = new Dispatcher(
                new Dispatcher.Ports(catalog, clock, adapters.writes(), adapters.meter(), this::askForEndOfTurn, peers),
                options.dispatch());
        this.events = adapters.queue() == null ? null : events(adapters, clock);
        peers.serve(dispatcher, adapters.writes(), events);
        this.switchboard = new Switchboard(peers.homes(), peers.relay(), clock);
        InvokeApi.Ports invoke = new InvokeApi.Ports(
                catalog,
                dispatcher,
                adapters.authenticator(),
                adapters.authorizer(),
                others(adapters, clock),
                IdSource.random(),
                clock,
                requests,
                loop.owner(),
                loop.workers(),
                events,
                switchboard,
                adapters.observers(),
                adapters.logs());
        this.front = front(invoke, adapters.meter());
        RuntimeApi.Ports runtime = new RuntimeApi.Ports(
                new VerifiedHosts(adapters.keys()),
                dispatcher,
                clock,
                adapters.codeLoader(),
                adapters.archives(),
                responses,
                loop.owner(),
                peers.homes(),
                peers.relay(),
                peers.client(),
                adapters.observers().faults());
        catalog.listen(new Prefetch(catalog, adapters.archives(), PREFETCHED));
        this.runtimeApi = new RuntimeApi(runtime, options.checkAddress(), options.streams());
        this.runtimePort = metadata(adapters, clock);
        this.entry = new Entry(balancers, loop.podClient(), invoke, adapters.requests(), () -> draining);
        this.entryPorts = new EntryPorts(loop, balancers, entry);
        this.peerApi = new PeerApi(peers.token(), peers.homes(), dispatcher, front, runtimeApi, entry.relayed());
        catalog.listen(peers::ready);
    }

    private MetadataApi metadata(Adapters adapters, Clock clock) {
        return new MetadataApi(
                new MetadataApi.Ports(adapters.keys(), adapters.ecs(), clock, loop.owner()),
                options.region(),
                runtimeApi);
    }

    private OtherOperations others(Adapters adapters, Clock clock) {
        ControlApi control = new ControlApi(
                new ControlApi.Ports(catalog, adapters.authorizer(), adapters.directory(), loop.owner()),
                options.region(),
                options.dispatch().concurrency().concurrentExecutions());
        EcsApi ecs = new EcsApi(
                new EcsApi.Ports(
                        adapters.ecs(), adapters.authorizer(), IdSource.random(), clock, loop.owner(), loop.workers()),
                options.region(),
                options.capacityProviders());
        return ecs.or(control);
    }

    private AsyncInvocations events(Adapters adapters, Clock clock) {
        return new AsyncInvocations(
                new AsyncInvocations.Ports(
                        adapters.queue(),
                        adapters.destinations(),
                        catalog,
                        dispatcher::submit,
                        payload -> BufferPayload.bufferOf(payload).getBytes(),
                        adapters.meter(),
                        clock,
                        loop.owner(),
                        options.region(),
                        peers::isHere,
                        adapters.observers()),
                options.events());
    }

    private void sweep() {
        requests.sweep();
        responses.sweep();
        entry.sweep();
        peers.homes().tick();
        if (events != null) {
            events.tick();
        }
    }

    private void askForEndOfTurn() {
        loop.owner().execute(dispatcher::endTurn);
    }

    /** Where the cluster's state enters. */
    public CatalogFeed feed() {
        return feed;
    }

    /** Where the cluster's load balancers enter. */
    public BalanceFeed balanceFeed() {
        return balanceFeed;
    }

    /** Starts both servers and waits until they listen. */
    public void start() {
        loop.await(() -> {
            HttpServerOptions invoke = Servers.invoke(options.invokePort());
            invokeServer = loop.server(invoke, this::serve)
                    .invalidRequestHandler(new UnreadableRequests(
                            IdSource.random(), invoke.getMaxInitialLineLength(), invoke.getMaxHeaderSize()));
            runtimeServer = loop.server(Servers.runtime(options.runtimePort()), runtimePort, HeldAnswer::install);
            loop.again(() -> {
                dispatcher.tick();
                return dispatcher.isQuiet() ? QUIET_MILLIS : TICK_MILLIS;
            });
            loop.every(Duration.ofSeconds(1), this::sweep);
            if (events != null) {
                events.start();
            }
            if (options.replica() == null) {
                return Future.all(invokeServer.listen(), runtimeServer.listen());
            }
            peerServer = loop.server(Servers.peer(options.replica().port()), peerApi);
            return Future.all(invokeServer.listen(), runtimeServer.listen(), peerServer.listen());
        });
    }

    private FunctionUrls front(InvokeApi.Ports invoke, InvocationMeter meter) {
        return new FunctionUrls(
                invoke,
                new FunctionUrls.Site(options.region(), options.urlDomain()),
                () -> stopping,
                meter,
                new InvokeApi(invoke, options.region(), () -> stopping));
    }

    /** A gateway that is about to end tells its callers to connect anew, which brings them to another. */
    private void serve(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.DATE, date.at(clock.epochMillis()));
        if (draining) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        front.handle(request);
    }

    /** The port the Invoke API listens on. */
    public int invokePort() {
        return invokeServer.actualPort();
    }

    /** The port the Runtime API listens on. */
    public int runtimePort() {
        return runtimeServer.actualPort();
    }

    /** The port other replicas speak to. */
    public int peerPort() {
        return peerServer.actualPort();
    }

    /** These replicas are there now, this one among them. Callable from any thread. */
    public void members(Members members) {
        loop.owner().execute(() -> peers.seen(members));
    }

    /** Whether the first picture of the cluster is there. */
    public boolean isSynced() {
        return loop.ask(catalog::isSynced);
    }

    /** How many invocations are without outcome. */
    public int inFlight() {
        return loop.ask(dispatcher::inFlight);
    }

    /**
     * Waits for what is under way as long as allowed, then ends. With others to take over, callers are served through them
     * until no more come; alone, it takes no new invocations.
     */
    public void stop(Duration grace) {
        long until = System.nanoTime() + grace.toNanos();
        draining = true;
        if (events != null) {
            loop.owner().execute(events::stop);
        }
        if (loop.ask(peers.homes()::hasHeirs)) {
            handOver(until);
        }
        stopping = true;
        loop.until(() -> dispatcher.inFlight() == 0 && entry.underWay() == 0, left(until));
        loop.ask(() -> {
            dispatcher.farewell();
            return true;
        });
        loop.await(() -> Future.all(
                invokeServer.close(),
                runtimeServer.close(),
                entryPorts.close(),
                peerServer == null ? Future.succeededFuture() : peerServer.close()));
        loop.close();
    }

    /** Ends at once, as if killed: says nothing to anybody. For tests. */
    void kill() {
        loop.close();
    }

    /** The others claim what it has; connections that still come are served, and told to close; parked polls go one by one. */
    private void handOver(long until) {
        Duration settle = options.replica().settle();
        loop.until(() -> false, min(settle, left(until)));
        loop.ask(() -> {
            runtimeApi.drain();
            return true;
        });
        loop.until(
                () -> dispatcher.inFlight() == 0
                        && switchboard.underWay() == 0
                        && runtimeApi.relayed() == 0
                        && entry.underWay() == 0
                        && dispatcher.isEmpty(),
                left(until));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }
}
