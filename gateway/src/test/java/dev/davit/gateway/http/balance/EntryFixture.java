package dev.davit.gateway.http.balance;

import static org.awaitility.Awaitility.await;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.BalanceFeed;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.EndpointsEntry;
import dev.davit.gateway.balance.ListenerEntry;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** An entry with one listener, and requests to it. */
abstract class EntryFixture {

    static final String NAMESPACE = Testbed.NAMESPACE;
    static final AtomicInteger NUMBER = new AtomicInteger();

    static Testbed testbed;
    static BalanceFeed feed;

    final int port = freePort();
    final String lb = "lb" + NUMBER.incrementAndGet();
    final List<AutoCloseable> closing = new ArrayList<>();

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        feed = testbed.gateway().balanceFeed();
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing) {
            each.close();
        }
        feed.remove(listener(new Action.Fixed(404, null, "")));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    ListenerEntry listener(Action action) {
        return new ListenerEntry(NAMESPACE, lb, "1", lb, port, 80, action);
    }

    void serve(Action action) {
        feed.put(listener(action));
        await().until(this::accepts);
    }

    boolean accepts() {
        try {
            PlainHttp.to(port).close();
            return true;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    Action.Forward to(Pod... pods) {
        return group(false, pods);
    }

    Action.Forward group(boolean leastOutstanding, Pod... pods) {
        closing.addAll(List.of(pods));
        feed.put(new TargetGroupEntry(new ElbKey(NAMESPACE, lb), "arn:tg", leastOutstanding, null, false));
        targets(Arrays.stream(pods).map(Pod::port).toArray(Integer[]::new));
        return new Action.Forward(List.of(new Action.Share(lb, 1)));
    }

    void targets(Integer... ports) {
        feed.put(new EndpointsEntry(
                new ElbKey(NAMESPACE, lb),
                lb,
                Arrays.stream(ports)
                        .map(each -> new EndpointsEntry.Endpoint("127.0.0.1", each))
                        .toList()));
    }

    PlainHttp connect() {
        PlainHttp http = PlainHttp.to(port);
        closing.add(http);
        return http;
    }

    PlainHttp.Answer get(String uri) {
        return send("GET", uri, Map.of(), null);
    }

    PlainHttp.Answer send(String method, String uri, Map<String, String> headers, String body) {
        try (PlainHttp http = PlainHttp.to(port)) {
            return http.send(method, uri, headers, body);
        }
    }
}
