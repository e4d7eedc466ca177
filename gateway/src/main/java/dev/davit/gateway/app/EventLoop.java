package dev.davit.gateway.app;

import dev.davit.gateway.http.OpenHeads;
import dev.davit.gateway.http.StrictRequestDecoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The gateway's one event loop, which owns all its state, and a few threads for what takes long. */
final class EventLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration UNUSED = Duration.ofSeconds(30);
    private static final Duration CONNECT_TO_PODS = Duration.ofSeconds(3);
    /** Node.js and uvicorn close what is unused for 5 s. */
    private static final Duration UNUSED_BY_PODS = Duration.ofSeconds(4);

    private static final int MOST_CONNECTIONS = 20_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final OpenHeads heads = new OpenHeads();

    /** Starts it. */
    EventLoop() {
        context.runOnContext(nothing -> every(Duration.ofSeconds(1), heads::sweep));
    }

    /** Runs things on the loop, one after the other, each after what runs now. */
    Executor owner() {
        return task -> context.runOnContext(nothing -> task.run());
    }

    /** Runs things off the loop. */
    Executor workers() {
        return task -> vertx.executeBlocking(
                () -> {
                    task.run();
                    return null;
                },
                false);
    }

    /** A server of this loop that takes no request which could be read in two ways; to be called on it. */
    HttpServer server(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        return server(options, handler, connection -> {});
    }

    /** The same for somebody who also wants to know of connections. */
    HttpServer server(
            HttpServerOptions options, Handler<HttpServerRequest> handler, Consumer<HttpConnection> connected) {
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictRequestDecoder.install(connection, options, heads);
                    connected.accept(connection);
                })
                .requestHandler(handler);
    }

    /** A client of this loop for other replicas: a connection for each poll that is parked there. */
    HttpClient client() {
        return client(CONNECT, UNUSED);
    }

    /** A client of this loop for pods behind load balancers, which keeps connections for less time than most servers do. */
    HttpClient podClient() {
        return client(CONNECT_TO_PODS, UNUSED_BY_PODS);
    }

    private HttpClient client(Duration connect, Duration unused) {
        CompletableFuture<HttpClient> made = new CompletableFuture<>();
        owner().execute(() -> made.complete(vertx.createHttpClient(
                new HttpClientOptions()
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true)
                        .setConnectTimeout((int) connect.toMillis())
                        .setKeepAliveTimeout((int) unused.toSeconds())
                        .setMaxHeaderSize(64 * 1024)
                        .setMaxInitialLineLength(16 * 1024)
                        .setHttp2ClearTextUpgrade(false),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS))));
        return get(made, PATIENCE);
    }

    /** Does something again and again; to be called on the loop. */
    void every(Duration period, Runnable action) {
        vertx.setPeriodic(period.toMillis(), timer -> action.run());
    }

    /** Does something again and again, each time after as many milliseconds as it answered; to be called on the loop. */
    void again(LongSupplier action) {
        vertx.setTimer(action.getAsLong(), timer -> again(action));
    }

    /** Starts something on the loop and waits for its end. */
    void await(Supplier<Future<?>> start) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        owner().execute(() ->
                start.get().onSuccess(value -> ended.complete(null)).onFailure(ended::completeExceptionally));
        ended.join();
    }

    /** Asks something on the loop. */
    <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner().execute(() -> answer.complete(question.get()));
        return get(answer, PATIENCE);
    }

    /** Waits until something holds on the loop, or as long as allowed. */
    void until(BooleanSupplier condition, Duration atMost) {
        CompletableFuture<Void> holds = new CompletableFuture<>();
        owner().execute(() -> look(condition, holds));
        try {
            holds.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            holds.cancel(false);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void look(BooleanSupplier condition, CompletableFuture<Void> holds) {
        if (condition.getAsBoolean()) {
            holds.complete(null);
        } else if (!holds.isDone()) {
            vertx.setTimer(LOOK_MILLIS, timer -> look(condition, holds));
        }
    }

    private static <T> T get(CompletableFuture<T> future, Duration atMost) {
        try {
            return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The event loop does not answer", e);
        }
    }

    /** Closes every server and ends the loop. */
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
