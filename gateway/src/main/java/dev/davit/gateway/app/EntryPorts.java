package dev.davit.gateway.app;

import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.http.balance.Entry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Listens on the entry port of each listener there is, and on none when there is none. Owner thread only. */
final class EntryPorts {

    private static final Logger LOG = Logger.getLogger(EntryPorts.class);

    private final EventLoop loop;
    private final Balancers balancers;
    private final Entry entry;
    private final Map<Integer, HttpServer> servers = new HashMap<>();

    EntryPorts(EventLoop loop, Balancers balancers, Entry entry) {
        this.loop = loop;
        this.balancers = balancers;
        this.entry = entry;
        balancers.onListeners(this::converge);
    }

    private void converge() {
        for (int port : balancers.ports()) {
            servers.computeIfAbsent(port, this::open);
        }
        for (Integer port : new ArrayList<>(servers.keySet())) {
            if (!balancers.ports().contains(port)) {
                servers.remove(port).close();
            }
        }
    }

    private HttpServer open(int port) {
        HttpServer server = loop.server(
                        Servers.entry(port),
                        request -> entry.handle(port, request),
                        connection -> entry.connected(port, connection))
                .invalidRequestHandler(entry::unreadable);
        server.listen().onFailure(failure -> {
            servers.remove(port, server);
            LOG.errorf("Cannot listen on the entry port %d: %s", port, failure.getMessage());
        });
        return server;
    }

    /** Ends them all. */
    Future<?> close() {
        List<Future<Void>> closed =
                servers.values().stream().map(HttpServer::close).toList();
        servers.clear();
        return Future.all(closed);
    }
}
