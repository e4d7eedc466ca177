package dev.davit.gateway.app;

import io.vertx.core.http.HttpServerOptions;

/** How the two servers listen. */
final class Servers {

    /** Longer than the longest invocation: a caller's connection on which nothing moves for so long is forgotten. */
    private static final int IDLE_SECONDS = 1200;

    private Servers() {}

    static HttpServerOptions invoke(int port) {
        return of(port).setIdleTimeout(IDLE_SECONDS);
    }

    /** Parked polls are silent for as long as nobody calls: only the network's keep-alive ends them. */
    static HttpServerOptions runtime(int port) {
        return of(port);
    }

    /** Room for what a replica adds to a request's head. */
    static HttpServerOptions peer(int port) {
        return of(port).setMaxHeaderSize(48 * 1024);
    }

    /** Whom nobody hears of is closed by the entry, which knows how long its load balancer waits. */
    static HttpServerOptions entry(int port) {
        return of(port).setMaxHeaderSize(64 * 1024).setMaxInitialLineLength(16 * 1024);
    }

    private static HttpServerOptions of(int port) {
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
}
