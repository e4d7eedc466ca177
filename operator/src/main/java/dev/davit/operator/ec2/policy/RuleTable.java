package dev.davit.operator.ec2.policy;

import dev.davit.network.Rule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pure: rules of a policy, as few as say it and always in the same order: peers with the same ports share a rule, and then
 * ports with the same peers do.
 */
final class RuleTable {
    /** No ports: every protocol and port. */
    private static final String EVERYTHING = "";

    private final Map<String, NetworkPolicyPort> ports = new TreeMap<>();
    private final Map<String, Map<String, NetworkPolicyPeer>> peersByPort = new TreeMap<>();

    /** A rule of a policy. */
    record Row(List<NetworkPolicyPort> ports, List<NetworkPolicyPeer> peers) {}

    void add(Rule rule, Collection<Peers.Named> peers) {
        if (rule.protocol() == Rule.Protocol.OTHER || rule.ports().to() == 0 || peers.isEmpty()) {
            return; // port 0 is nobody's
        }
        String key = EVERYTHING;
        if (rule.protocol() != Rule.Protocol.ALL) {
            key = "%s %05d-%05d"
                    .formatted(
                            rule.protocol(), rule.ports().from(), rule.ports().to());
            ports.computeIfAbsent(key, k -> port(rule));
        }
        Map<String, NetworkPolicyPeer> row = peersByPort.computeIfAbsent(key, k -> new TreeMap<>());
        peers.forEach(peer -> row.put(peer.key(), peer.peer()));
    }

    boolean isEmpty() {
        return peersByPort.isEmpty();
    }

    List<Row> rows() {
        Map<String, NetworkPolicyPeer> open = peersByPort.getOrDefault(EVERYTHING, Map.of());
        Map<List<String>, List<String>> portsByPeers = new LinkedHashMap<>();
        peersByPort.forEach((port, peers) -> {
            List<String> kept = peers.keySet().stream()
                    .filter(peer -> port.equals(EVERYTHING) || !open.containsKey(peer))
                    .toList();
            if (!kept.isEmpty()) {
                portsByPeers.computeIfAbsent(kept, k -> new ArrayList<>()).add(port);
            }
        });
        return portsByPeers.entrySet().stream()
                .map(row -> row(row.getValue(), row.getKey()))
                .toList();
    }

    private Row row(List<String> portKeys, List<String> peerKeys) {
        Map<String, NetworkPolicyPeer> peers = peersByPort.get(portKeys.getFirst());
        return new Row(
                portKeys.stream()
                        .filter(key -> !key.equals(EVERYTHING))
                        .map(ports::get)
                        .toList(),
                peerKeys.stream().map(peers::get).toList());
    }

    static NetworkPolicyPort tcp(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .build();
    }

    private static NetworkPolicyPort port(Rule rule) {
        NetworkPolicyPortBuilder port =
                new NetworkPolicyPortBuilder().withProtocol(rule.protocol().name());
        Rule.Ports range = rule.ports();
        if (!range.all()) {
            port.withPort(new IntOrString(Math.max(1, range.from())));
            if (range.to() > Math.max(1, range.from())) {
                port.withEndPort(range.to());
            }
        }
        return port.build();
    }
}
