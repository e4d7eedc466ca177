package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLEntry;
import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.ClusterFacts.What;
import dev.davit.network.Network;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: the ClusterNetworkPolicies (policy.networking.k8s.io/v1alpha2) of a network ACL, one a subnet. An entry that allows
 * passes the connection on to the security groups, one that denies ends it; what no entry matches is denied. Not denied:
 * connections within the subnet, DNS, and the Runtime API, as an ACL of AWS has no say in those.
 *
 * @param policies the policies
 * @param notes entries, or parts of them, that the API cannot say
 */
public record AclPolicies(List<GenericKubernetesResource> policies, List<String> notes) {
    /** The API that has to be served. */
    public static final String API_VERSION = "policy.networking.k8s.io/v1alpha2";

    /** The kind that has to be served. */
    public static final String KIND = "ClusterNetworkPolicy";

    private static final String PASS = "Pass";
    private static final String DENY = "Deny";
    private static final Map<String, String> PROTOCOLS =
            Map.of("tcp", "tcp", "6", "tcp", "udp", "udp", "17", "udp", "sctp", "sctp", "132", "sctp");
    private static final int LAST_PORT = 65535;

    /** Compiles an ACL of that VPC for those subnets. */
    public static AclPolicies of(NetworkACL acl, String vpc, List<String> subnets, Around around) {
        List<String> notes = new ArrayList<>();
        Compilation compilation = new Compilation(acl, vpc, around, notes);
        List<GenericKubernetesResource> policies =
                subnets.stream().sorted().map(compilation::policy).toList();
        return new AclPolicies(policies, notes.stream().distinct().toList());
    }

    /**
     * What an ACL is compiled in.
     *
     * @param network the network of its namespace
     * @param facts the cluster around it
     * @param priority the policies' priority in the Admin tier
     */
    public record Around(Network network, ClusterFacts facts, int priority) {}

    private record Compilation(NetworkACL acl, String vpc, Around around, List<String> notes) {

        GenericKubernetesResource policy(String subnet) {
            String namespace = acl.getMetadata().getNamespace();
            String name = acl.getMetadata().getName();
            GenericKubernetesResource policy = new GenericKubernetesResource();
            policy.setApiVersion(API_VERSION);
            policy.setKind(KIND);
            policy.setMetadata(new ObjectMetaBuilder()
                    .withName(Names.fit(String.join("-", "davit-acl", namespace, name, subnet), Names.LIMIT))
                    .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                    .addToLabels(Labels.NETWORK_ACL, name)
                    .addToLabels(Labels.NAMESPACE, namespace)
                    .build());
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("tier", "Admin");
            spec.put("priority", around.priority());
            spec.put("subject", pods(Map.of(Labels.SUBNET, subnet)));
            spec.put("ingress", rules(subnet, false));
            spec.put("egress", rules(subnet, true));
            policy.setAdditionalProperty("spec", spec);
            return policy;
        }

        private List<Object> rules(String subnet, boolean egress) {
            String field = egress ? "to" : "from";
            List<Object> rules = new ArrayList<>();
            rules.add(rule("same-subnet", PASS, field, List.of(pods(Map.of(Labels.SUBNET, subnet))), List.of()));
            if (egress) {
                rules.addAll(alwaysOpen());
            }
            Stream.ofNullable(acl.getSpec().entries)
                    .flatMap(List::stream)
                    .filter(entry -> Boolean.TRUE.equals(entry.egress) == egress)
                    .sorted(Comparator.comparing((NetworkACLEntry entry) -> entry.ruleNumber))
                    .forEach(entry -> entry(entry, egress).ifPresent(rules::add));
            rules.add(rule("everything-else", DENY, field, everybody(egress), List.of()));
            return rules;
        }

        private List<Object> alwaysOpen() {
            List<Object> rules = new ArrayList<>();
            for (Target dns : around.facts().dns()) {
                List<Object> protocols = dns.ports().stream()
                        .flatMap(port -> Stream.of(protocol("udp", port, port), protocol("tcp", port, port)))
                        .toList();
                rules.add(rule("dns", PASS, "to", List.of(peer(dns)), protocols));
            }
            int port = ClusterFacts.RUNTIME_PORT;
            rules.add(rule(
                    "runtime-api",
                    PASS,
                    "to",
                    List.of(peer(around.facts().gateway())),
                    List.of(protocol("tcp", port, port))));
            return rules;
        }

        private Optional<Object> entry(NetworkACLEntry entry, boolean egress) {
            String which = (egress ? "outbound" : "inbound") + " entry " + entry.ruleNumber;
            boolean everything = "-1".equals(entry.protocol);
            if (!everything && !PROTOCOLS.containsKey(entry.protocol)) {
                notes.add("The " + which + " has no effect: policies cannot say the protocol " + entry.protocol + ".");
                return Optional.empty();
            }
            Optional<Cidr> cidr = Cidr.read(entry.cidrBlock == null ? entry.ipv6CIDRBlock : entry.cidrBlock);
            if (cidr.isEmpty()) {
                notes.add("The " + which + " has no effect: its block is malformed or has bits set behind its length.");
                return Optional.empty();
            }
            List<Object> peers = peers(cidr.get(), egress, which);
            return peers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(rule(
                            String.valueOf(entry.ruleNumber),
                            "allow".equals(entry.ruleAction) ? PASS : DENY,
                            egress ? "to" : "from",
                            peers,
                            everything ? List.of() : List.of(protocol(entry))));
        }

        private List<Object> peers(Cidr cidr, boolean egress, String which) {
            List<Object> peers = new ArrayList<>();
            for (Network.Vpc reachable : around.network().reachable(vpc)) {
                if (reachable.within(cidr)) {
                    peers.add(pods(Map.of(Labels.VPC, reachable.name())));
                } else {
                    around.network().subnetsOf(reachable.name()).stream()
                            .filter(subnet -> subnet.within(cidr))
                            .forEach(subnet -> peers.add(pods(Map.of(Labels.SUBNET, subnet.name()))));
                }
            }
            List<String> outside = outside(cidr);
            if (egress && !outside.isEmpty()) {
                peers.add(Map.of("networks", outside));
            } else if (!outside.isEmpty()) {
                notes.add("The " + which + " means workloads only: policies cannot name callers from outside.");
            }
            return peers;
        }

        /** Without pods' addresses, which are meant by VPC and subnet. */
        private List<String> outside(Cidr cidr) {
            List<Cidr> except = Stream.concat(
                            around.facts().closed().stream()
                                    .filter(closed -> closed.what() == What.PODS)
                                    .map(ClusterFacts.Closed::cidr),
                            around.network().reachable(vpc).stream().flatMap(v -> v.blocks().stream()))
                    .toList();
            return cidr.without(except).stream().map(Cidr::toString).toList();
        }

        private static List<Object> everybody(boolean egress) {
            Map<String, Object> all = Map.of("namespaces", Map.of());
            return egress ? List.of(all, Map.of("networks", List.of("0.0.0.0/0", "::/0"))) : List.of(all);
        }

        private Map<String, Object> pods(Map<String, String> labels) {
            return pods(acl.getMetadata().getNamespace(), labels);
        }

        private static Map<String, Object> pods(String namespace, Map<String, String> labels) {
            return Map.of(
                    "pods",
                    Map.of(
                            "namespaceSelector",
                            Map.of("matchLabels", Map.of(Peers.NAMESPACE, namespace)),
                            "podSelector",
                            Map.of("matchLabels", labels)));
        }

        private static Map<String, Object> peer(Target target) {
            return target.cidr() == null
                    ? pods(target.namespace(), target.labels())
                    : Map.of("networks", List.of(target.cidr().toString()));
        }

        private static Object rule(
                String name, String action, String field, List<Object> peers, List<Object> protocols) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("name", name);
            rule.put("action", action);
            rule.put(field, peers);
            if (!protocols.isEmpty()) {
                rule.put("protocols", protocols);
            }
            return rule;
        }

        private static Object protocol(NetworkACLEntry entry) {
            boolean ranged = entry.portRange != null;
            return protocol(
                    PROTOCOLS.get(entry.protocol),
                    Math.max(1, ranged ? entry.portRange.from : 1),
                    Math.max(1, ranged ? entry.portRange.to : LAST_PORT));
        }

        private static Object protocol(String name, int from, int to) {
            Map<String, Object> port =
                    from == to ? Map.of("number", from) : Map.of("range", Map.of("start", from, "end", to));
            return Map.of(name, Map.of("destinationPort", port));
        }
    }
}
