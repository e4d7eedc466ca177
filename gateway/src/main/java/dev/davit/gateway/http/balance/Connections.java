package dev.davit.gateway.http.balance;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Clients' connections between two requests: closed when they are silent for too long. Owner thread only. */
final class Connections {

    private final Map<HttpConnection, Silent> silent = new HashMap<>();

    private record Silent(long sinceNanos, Duration atMost) {}

    /** Nothing is under way on the connection from now on. */
    void silent(HttpConnection connection, long nowNanos, Duration atMost) {
        silent.put(connection, new Silent(nowNanos, atMost));
    }

    /** A request came, or the connection is gone. */
    void forget(HttpConnection connection) {
        silent.remove(connection);
    }

    void sweep(long nowNanos) {
        if (silent.isEmpty()) {
            return;
        }
        new ArrayList<>(silent.entrySet()).forEach(entry -> {
            if (nowNanos - entry.getValue().sinceNanos()
                    > entry.getValue().atMost().toNanos()) {
                silent.remove(entry.getKey());
                entry.getKey().close();
            }
        });
    }
}
