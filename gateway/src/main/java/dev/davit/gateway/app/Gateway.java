package dev.davit.gateway.app;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.catalog.OwnedCatalogFeed;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.environment.VerifiedHosts;
import dev.davit.gateway.http.invoke.Authenticator;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.runtime.RuntimeApi;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.IdSource;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.scale.PoolWrites;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gateway without its cluster: the one event loop, everything that runs on it, and the two servers. */
public final class Gateway {

    private final Vertx vertx;
    private final Context context;
    private final Executor owner;
    private final Catalog catalog = new Catalog();
    private final CatalogFeed feed;
    private final Dispatcher dispatcher;
    private final InvokeApi invokeApi;
    private final RuntimeApi runtimeApi;
    private HttpServer invokeServer;
    private HttpServer runtimeServer;
    private volatile boolean stopping;

    /**
     * The ports' implementations.
     *
     * @param authenticator who proves callers
     * @param authorizer who knows what they may
     * @param keys the runtime key
     * @param codeLoader large code
     * @param writes pool demands
     * @param meter counters
     */
    public record Adapters(
            Authenticator authenticator,
            Authorizer authorizer,
            KeySource keys,
            CodeLoader codeLoader,
            PoolWrites writes,
            InvocationMeter meter) {}

    /**
     * Its own settings.
     *
     * @param region the region in ARNs
     * @param invokePort where the Invoke API listens; 0 for any
     * @param runtimePort where the Runtime API listens; 0 for any
     * @param checkAddress whether environments must speak from their pods' addresses
     * @param dispatch the dispatcher's numbers
     */
    public record Options(String region, int invokePort, int runtimePort, boolean checkAddress, Settings dispatch) {}

    private final Options options;

    /** Puts it together; nothing listens yet. */
    public Gateway(Adapters adapters, Options options) {
        this.options = options;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.owner = task -> context.runOnContext(nothing -> task.run());
        this.feed = new OwnedCatalogFeed(catalog, owner);
        Clock clock = Clock.system();
        this.dispatcher = new Dispatcher(
                new Dispatcher.Ports(catalog, clock, adapters.writes(), adapters.meter(), this::askForEndOfTurn),
                options.dispatch());
        this.invokeApi = new InvokeApi(
                new InvokeApi.Ports(
                        catalog, dispatcher, adapters.authenticator(), adapters.authorizer(), IdSource.random(), owner),
                options.region(),
                () -> stopping);
        this.runtimeApi = new RuntimeApi(
                new RuntimeApi.Ports(
                        new VerifiedHosts(adapters.keys()), dispatcher, clock, adapters.codeLoader(), owner),
                options.checkAddress());
    }

    private void askForEndOfTurn() {
        owner.execute(dispatcher::endTurn);
    }

    /** Where the cluster's state enters. */
    public CatalogFeed feed() {
        return feed;
    }

    /** Starts both servers and waits until they listen. */
    public void start() {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        owner.execute(() -> {
            invokeServer = vertx.createHttpServer(server(options.invokePort())).requestHandler(invokeApi);
            runtimeServer =
                    vertx.createHttpServer(server(options.runtimePort())).requestHandler(runtimeApi);
            vertx.setPeriodic(Dispatcher.TICK_NANOS / 1_000_000, timer -> dispatcher.tick());
            Future.all(invokeServer.listen(), runtimeServer.listen())
                    .onSuccess(both -> listening.complete(null))
                    .onFailure(listening::completeExceptionally);
        });
        listening.join();
    }

    private static HttpServerOptions server(int port) {
        return new HttpServerOptions()
                .setPort(port)
                .setHost("0.0.0.0")
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setTcpQuickAck(true)
                .setAcceptBacklog(4096)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(8192)
                .setMaxHeaderSize(32 * 1024)
                .setMaxChunkSize(64 * 1024);
    }

    /** The port the Invoke API listens on. */
    public int invokePort() {
        return invokeServer.actualPort();
    }

    /** The port the Runtime API listens on. */
    public int runtimePort() {
        return runtimeServer.actualPort();
    }

    /** Whether the first picture of the cluster is there. */
    public boolean isSynced() {
        return ask(catalog::isSynced);
    }

    /** How many invocations are without outcome. */
    public int inFlight() {
        return ask(dispatcher::inFlight);
    }

    private <T> T ask(java.util.function.Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.execute(() -> answer.complete(question.get()));
        try {
            return answer.get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The event loop does not answer", e);
        }
    }

    /** Takes no new invocations, waits for those under way as long as allowed, then ends. */
    public void stop(Duration grace) {
        stopping = true;
        long until = System.nanoTime() + grace.toNanos();
        try {
            while (inFlight() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            owner.execute(dispatcher::endTurn);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
