package dev.davit.operator.elbv2.listener;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.operator.config.EntryConfig;
import dev.davit.operator.elbv2.balance.Neighbours;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gives listeners their entry ports. What was given is remembered until the cache of listeners shows it. */
@Singleton
public class EntryPorts {
    private final EntryConfig config;
    private final Map<String, Integer> given = new HashMap<>();

    /** The ports of an installation. */
    public EntryPorts(EntryConfig config) {
        this.config = config;
    }

    boolean enabled() {
        return config.enabled();
    }

    /** The port of a listener: its own when no older listener has it, else the lowest that is free; empty when none is. */
    synchronized OptionalInt of(Listener listener, Stream<Listener> all) {
        String uid = listener.getMetadata().getUid();
        Map<Integer, Listener> owners = new HashMap<>();
        Set<String> notShown = new HashSet<>(Set.of(uid));
        all.forEach(other -> {
            if (port(other) == null) {
                notShown.add(other.getMetadata().getUid());
            } else {
                owners.merge(port(other), other, (a, b) -> Neighbours.isOlder(a, b) ? a : b);
            }
        });
        given.keySet().retainAll(notShown); // those that show theirs, or are gone, need no memory
        Integer own = port(listener);
        Listener owner = owners.get(own);
        if (own != null
                && inRange(own)
                && (owner == null || owner.getMetadata().getUid().equals(uid))) {
            return OptionalInt.of(own);
        }
        OptionalInt port = given.containsKey(uid)
                ? OptionalInt.of(given.get(uid))
                : IntStream.range(config.firstPort(), config.firstPort() + config.portCount())
                        .filter(free -> !owners.containsKey(free) && !given.containsValue(free))
                        .findFirst();
        port.ifPresent(found -> given.put(uid, found));
        return port;
    }

    private boolean inRange(int port) {
        return port >= config.firstPort() && port < config.firstPort() + config.portCount();
    }

    private static Integer port(Listener listener) {
        return listener.getStatus() == null ? null : listener.getStatus().entryPort;
    }
}
