package dev.davit.gateway.store;

import dev.davit.gateway.catalog.FunctionKey;
import io.nats.client.Connection;
import io.nats.client.support.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which functions events have been asked for, and which of these requests are over. On the queue's thread. */
final class Pulls {

    private static final Duration STANDS = Duration.ofSeconds(30);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final int HEARTBEAT = 100;
    private static final int NOTHING = 404;
    private static final int TIMED_OUT = 408;
    private static final int NO_RESPONDERS = 503;

    private final Map<FunctionKey, Pull> standing = new HashMap<>();
    private final Map<String, FunctionKey> functions = new HashMap<>();
    private long number;

    private record Pull(long number, int left, long deadlineNanos) {}

    /** A request that is over. */
    record Over(FunctionKey function, boolean atOnce, boolean consumerGone) {}

    /** Asks the server; what comes, and what is said of it, comes to the inbox. */
    void ask(Connection connection, String inbox, FunctionKey function, int most) {
        long own = ++number;
        functions.put(Names.consumer(function), function);
        standing.put(
                function,
                new Pull(own, most, System.nanoTime() + STANDS.plus(SLACK).toNanos()));
        String request = "{\"batch\":" + most + ",\"expires\":" + STANDS.toNanos() + "}";
        connection.publish(
                Names.next(function),
                inbox + "." + Names.consumer(function) + "." + own,
                request.getBytes(StandardCharsets.UTF_8));
    }

    /** An event of that function has come. */
    void came(FunctionKey function) {
        standing.computeIfPresent(
                function,
                (key, pull) -> pull.left == 1 ? null : new Pull(pull.number, pull.left - 1, pull.deadlineNanos));
    }

    /** The server says something of the request that has this address; null when it is not over by that. */
    Over said(String address, Status status) {
        String[] parts = address.split("\\.");
        FunctionKey function = parts.length < 2 ? null : functions.get(parts[parts.length - 2]);
        Pull pull = function == null ? null : standing.get(function);
        if (status.getCode() == HEARTBEAT
                || pull == null
                || !Long.toString(pull.number).equals(parts[parts.length - 1])) {
            return null;
        }
        standing.remove(function);
        boolean usual = status.getCode() == NOTHING || status.getCode() == TIMED_OUT;
        return new Over(function, usual, status.getCode() == NO_RESPONDERS || isConsumerDeleted(status));
    }

    private static boolean isConsumerDeleted(Status status) {
        return status.getMessage() != null && status.getMessage().startsWith("Consumer Deleted");
    }

    /** Requests of which nothing was heard for too long. */
    List<FunctionKey> overdue() {
        long now = System.nanoTime();
        List<FunctionKey> late = standing.entrySet().stream()
                .filter(each -> now - each.getValue().deadlineNanos > 0)
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(standing::remove);
        return late;
    }

    /** The connection was lost, and with it every request. */
    List<FunctionKey> lost() {
        List<FunctionKey> all = List.copyOf(standing.keySet());
        standing.clear();
        return all;
    }
}
