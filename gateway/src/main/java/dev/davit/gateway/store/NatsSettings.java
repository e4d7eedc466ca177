package dev.davit.gateway.store;

import java.time.Duration;

/**
 * How the queue is used.
 *
 * @param url one or more addresses of servers, {@code nats://host:4222} or {@code tls://…}, with commas between
 * @param replicas how many servers of a cluster keep each event
 * @param maxBytes how many bytes of events are kept before no more are accepted
 * @param ackWait how soon an event is handed out again when a gateway that had it is gone
 * @param patience how long a write may take to be confirmed
 */
public record NatsSettings(String url, int replicas, long maxBytes, Duration ackWait, Duration patience) {

    /** With the usual times. */
    public static NatsSettings of(String url, int replicas, long maxBytes) {
        return new NatsSettings(url, replicas, maxBytes, Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}
