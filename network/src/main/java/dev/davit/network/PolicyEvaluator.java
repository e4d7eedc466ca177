package dev.davit.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What NetworkPolicies (networking.k8s.io/v1) do to a connection, by the letter of the API: a pod that a policy selects
 * for a direction is closed in that direction but for what the policies' rules allow together.
 */
public final class PolicyEvaluator {
    private static final String INGRESS = "Ingress";
    private static final String EGRESS = "Egress";

    private final List<NetworkPolicy> policies;

    /** An evaluator of all policies of a cluster. */
    public PolicyEvaluator(List<NetworkPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    private record Ports(List<NetworkPolicyPort> ports, List<NetworkPolicyPeer> peers) {}

    /** Whether the one may open a connection to the other. */
    public Verdict decide(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        return egress(from, to, protocol, port).and(ingress(from, to, protocol, port));
    }

    /** Whether the policies of the caller's pod let it out. */
    public Verdict egress(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        return direction(from, to, to, EGRESS, protocol, port);
    }

    /** Whether the policies of the callee's pod let it in. */
    public Verdict ingress(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        return direction(to, from, to, INGRESS, protocol, port);
    }

    private Verdict direction(
            Endpoint at, Endpoint other, Endpoint server, String direction, Rule.Protocol protocol, int port) {
        if (!at.isPod()) {
            return Verdict.yes("no pod, no " + direction.toLowerCase(java.util.Locale.ROOT) + " policy");
        }
        List<NetworkPolicy> selecting = policies.stream()
                .filter(p -> selects(p, at) && types(p).contains(direction))
                .toList();
        if (selecting.isEmpty()) {
            return Verdict.yes("no " + direction.toLowerCase(java.util.Locale.ROOT) + " policy selects the pod");
        }
        return selecting.stream()
                .filter(p -> rules(p, direction).stream()
                        .anyMatch(r -> ports(r, server, protocol, port) && peers(r, p, other)))
                .findFirst()
                .map(p -> Verdict.yes(
                        direction + " by NetworkPolicy " + p.getMetadata().getName()))
                .orElseGet(() -> Verdict.no("no rule allows it among the " + direction + " policies "
                        + String.join(
                                ", ",
                                selecting.stream()
                                        .map(p -> p.getMetadata().getName())
                                        .toList())));
    }

    private static boolean selects(NetworkPolicy policy, Endpoint pod) {
        return pod.namespace().equals(policy.getMetadata().getNamespace())
                && matches(policy.getSpec().getPodSelector(), pod.labels());
    }

    private static List<String> types(NetworkPolicy policy) {
        List<String> types = policy.getSpec().getPolicyTypes();
        if (types != null && !types.isEmpty()) {
            return types;
        }
        boolean out = policy.getSpec().getEgress() != null
                && !policy.getSpec().getEgress().isEmpty();
        return out ? List.of(INGRESS, EGRESS) : List.of(INGRESS);
    }

    private static List<Ports> rules(NetworkPolicy policy, String direction) {
        return INGRESS.equals(direction)
                ? nonNull(policy.getSpec().getIngress()).stream()
                        .map(r -> new Ports(r.getPorts(), r.getFrom()))
                        .toList()
                : nonNull(policy.getSpec().getEgress()).stream()
                        .map(r -> new Ports(r.getPorts(), r.getTo()))
                        .toList();
    }

    private static boolean ports(Ports rule, Endpoint server, Rule.Protocol protocol, int port) {
        List<NetworkPolicyPort> ports = nonNull(rule.ports());
        return ports.isEmpty() || ports.stream().anyMatch(p -> port(p, server, protocol, port));
    }

    private static boolean port(NetworkPolicyPort allowed, Endpoint server, Rule.Protocol protocol, int port) {
        String spoken = allowed.getProtocol() == null ? "TCP" : allowed.getProtocol();
        if (!spoken.equals(protocol.name())) {
            return false;
        }
        IntOrString number = allowed.getPort();
        if (number == null) {
            return true;
        }
        if (number.getIntVal() == null) {
            return Objects.equals(server.ports().get(number.getStrVal()), port);
        }
        return allowed.getEndPort() == null
                ? number.getIntVal() == port
                : number.getIntVal() <= port && port <= allowed.getEndPort();
    }

    private static boolean peers(Ports rule, NetworkPolicy policy, Endpoint other) {
        List<NetworkPolicyPeer> peers = nonNull(rule.peers());
        return peers.isEmpty() || peers.stream().anyMatch(p -> peer(p, policy, other));
    }

    private static boolean peer(NetworkPolicyPeer peer, NetworkPolicy policy, Endpoint other) {
        if (peer.getIpBlock() != null) {
            return block(peer.getIpBlock(), other.address());
        }
        if (!other.isPod()) {
            return false;
        }
        boolean near = peer.getNamespaceSelector() == null
                ? other.namespace().equals(policy.getMetadata().getNamespace())
                : matches(peer.getNamespaceSelector(), other.namespaceLabels());
        return near && (peer.getPodSelector() == null || matches(peer.getPodSelector(), other.labels()));
    }

    private static boolean block(IPBlock block, Cidr address) {
        return Cidr.of(block.getCidr()).contains(address)
                && nonNull(block.getExcept()).stream()
                        .noneMatch(except -> Cidr.of(except).contains(address));
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return true;
        }
        boolean exact = selector.getMatchLabels() == null
                || selector.getMatchLabels().entrySet().stream()
                        .allMatch(l -> l.getValue().equals(labels.get(l.getKey())));
        return exact && nonNull(selector.getMatchExpressions()).stream().allMatch(r -> matches(r, labels));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("operator " + requirement.getOperator());
        };
    }

    private static <T> List<T> nonNull(List<T> list) {
        return list == null ? List.of() : list;
    }
}
