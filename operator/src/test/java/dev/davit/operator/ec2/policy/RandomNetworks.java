package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.ClusterFacts.What;
import dev.davit.network.Endpoint;
import dev.davit.network.Network;
import dev.davit.network.PodLabels;
import dev.davit.network.Rule;
import dev.davit.network.Rule.Peer;
import dev.davit.network.Rule.Ports;
import dev.davit.network.Rule.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Networks, groups, rules and pods by a seed: small enough that rules meet pods often, odd enough to meet every corner. */
final class RandomNetworks {
    static final ClusterFacts FACTS = new ClusterFacts(
            List.of(
                    closed("10.244.0.0/16", What.PODS),
                    closed("fd00:244::/48", What.PODS),
                    closed("10.96.0.0/12", What.SERVICES),
                    closed("192.168.7.2/32", What.NODES),
                    closed("192.168.7.3/32", What.NODES),
                    closed("192.168.7.2/32", What.API_SERVER),
                    closed("169.254.169.254/32", What.SEALED)),
            List.of(Target.pods("kube-system", Map.of("k8s-app", "kube-dns"), 53), Target.addresses("10.96.0.10", 53)),
            Target.pods("davit-system", Map.of("app.kubernetes.io/component", "gateway")),
            Map.of(
                    "pl-kubernetes",
                    List.of(Target.addresses("192.168.7.2/32")),
                    "pl-monitoring",
                    List.of(Target.pods("monitoring", Map.of("app", "scraper")))));

    /** Blocks of rules besides those of VPCs and subnets: wide and narrow, open and closed. */
    private static final List<String> BLOCKS = List.of(
            "0.0.0.0/0",
            "::/0",
            "10.0.0.0/8",
            "10.0.0.0/15",
            "10.0.1.0/25",
            "10.244.0.0/16",
            "10.244.1.0/24",
            "10.244.0.0/15",
            "192.168.7.0/24",
            "192.168.7.2/31",
            "192.168.7.2/32",
            "169.254.169.254/32",
            "169.254.0.0/16",
            "8.8.8.0/24",
            "192.0.2.9/32",
            "2001:db8::/32",
            "fd00:244::/48",
            "fd12::/16");

    private static final List<Ports> PORTS = List.of(
            Ports.ALL,
            new Ports(0, 0),
            new Ports(0, 80),
            new Ports(80, 80),
            new Ports(443, 9001),
            new Ports(65535, 65535),
            new Ports(53, 53));

    private final Random random;

    RandomNetworks(long seed) {
        random = new Random(seed);
    }

    private static Closed closed(String cidr, What what) {
        return new Closed(Cidr.of(cidr), what);
    }

    Network network(String namespace) {
        Map<String, Network.Vpc> vpcs = new TreeMap<>();
        Map<String, Network.Zone> subnets = new TreeMap<>();
        for (int v = 0; v < 3; v++) {
            String vpc = "vpc" + v;
            List<Cidr> blocks = new ArrayList<>(List.of(Cidr.of("10." + v + ".0.0/16")));
            if (random.nextBoolean()) {
                blocks.add(Cidr.of("fd12:" + v + "::/56"));
            }
            vpcs.put(vpc, new Network.Vpc(vpc, blocks));
            for (int s = 0; s < 3; s++) {
                List<Cidr> parts = new ArrayList<>(List.of(Cidr.of("10." + v + "." + s + ".0/24")));
                if (blocks.size() > 1 && random.nextBoolean()) {
                    parts.add(Cidr.of("fd12:" + v + ":0:" + s + "::/64"));
                }
                subnets.put(vpc + "-s" + s, new Network.Zone(vpc + "-s" + s, vpc, parts, random.nextBoolean()));
            }
        }
        Map<String, Network.Group> groups = new TreeMap<>();
        for (int g = 0; g < 7; g++) {
            groups.put("g" + g, new Network.Group("g" + g, "vpc" + random.nextInt(3), List.of(), List.of()));
        }
        Set<Set<String>> peerings = new HashSet<>();
        if (random.nextBoolean()) {
            peerings.add(Set.of("vpc0", "vpc1"));
        }
        if (random.nextInt(4) == 0) {
            peerings.add(Set.of("vpc1", "vpc2"));
        }
        Network bare = new Network(namespace, vpcs, subnets, groups, peerings);
        groups.replaceAll(
                (name, group) -> new Network.Group(name, group.vpc(), rules(bare, group), rules(bare, group)));
        return new Network(namespace, vpcs, subnets, groups, peerings, balancers(groups));
    }

    private static List<Network.Balancer> balancers(Map<String, Network.Group> groups) {
        Set<String> vpcs =
                new HashSet<>(List.of(groups.get("g0").vpc(), groups.get("g1").vpc()));
        return List.of(
                new Network.Balancer("lb0", Set.of("g0", "g1"), vpcs, Map.of(80, 10000, 443, 10001)),
                new Network.Balancer("lb1", Set.of(), Set.of("vpc2"), Map.of(53, 10002)));
    }

    List<Rule> rules(Network network, Network.Group group) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rules.add(rule(network, group));
        }
        return rules;
    }

    Rule rule(Network network, Network.Group group) {
        Protocol protocol = pick(List.of(Protocol.values()));
        boolean ported = protocol != Protocol.ALL && protocol != Protocol.OTHER;
        return new Rule(protocol, ported ? pick(PORTS) : Ports.ALL, peer(network, group), "rule");
    }

    private Peer peer(Network network, Network.Group group) {
        List<String> visible = network.groups().values().stream()
                .filter(g -> network.sees(group.vpc(), g.vpc()))
                .map(Network.Group::name)
                .toList();
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Peer.Members(pick(visible));
            case 2 -> new Peer.Listed(pick(List.of("pl-kubernetes", "pl-monitoring", "pl-missing")));
            case 3 -> {
                Network.Zone subnet = pick(List.copyOf(network.subnets().values()));
                yield new Peer.Block(
                        random.nextBoolean()
                                ? subnet.blocks().getLast()
                                : network.vpcs().get(subnet.vpc()).blocks().getLast());
            }
            default -> new Peer.Block(Cidr.of(pick(BLOCKS)));
        };
    }

    /** Workloads of the network, with and without a VPC, of every kind. */
    List<Endpoint> workloads(Network network, int count) {
        List<Endpoint> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String address = i % 5 == 4 ? "fd00:244::" + (i + 1) : "10.244." + random.nextInt(3) + "." + (i + 1);
            pods.add(Endpoint.pod(address, network.namespace(), labels(network)));
        }
        return pods;
    }

    private Map<String, String> labels(Network network) {
        Map<String, String> labels = new HashMap<>();
        labels.put(Labels.COMPONENT, pick(List.of(Labels.ENVIRONMENT, Labels.TASK, Labels.TASK, Labels.MEMBER)));
        if (random.nextInt(6) > 0) {
            Network.Zone subnet = pick(List.copyOf(network.subnets().values()));
            List<String> groups = network.groups().values().stream()
                    .filter(g -> g.vpc().equals(subnet.vpc()) && random.nextBoolean())
                    .map(Network.Group::name)
                    .toList();
            labels.putAll(PodLabels.of(subnet.vpc(), subnet.name(), groups));
        }
        return labels;
    }

    /** Everybody else: pods of the platform, of other namespaces, nodes, the metadata address, the world. */
    static List<Endpoint> others(String namespace) {
        return List.of(
                Endpoint.pod("10.244.9.1", "kube-system", Map.of("k8s-app", "kube-dns")),
                Endpoint.pod("10.244.9.2", "davit-system", Map.of("app.kubernetes.io/component", "gateway")),
                Endpoint.pod("10.244.9.3", "davit-system", Map.of("app.kubernetes.io/component", "operator")),
                Endpoint.pod("10.244.9.4", "davit-system", Map.of("app.kubernetes.io/component", "nats")),
                Endpoint.pod("10.244.1.5", "monitoring", Map.of("app", "scraper")),
                Endpoint.pod("10.244.1.6", namespace, Map.of("app", "plain")),
                Endpoint.outside("192.168.7.2"),
                Endpoint.outside("192.168.7.3"),
                Endpoint.outside("192.168.7.9"),
                Endpoint.outside("10.96.0.1"),
                Endpoint.outside("10.0.1.20"),
                Endpoint.outside("10.200.0.5"),
                Endpoint.outside("169.254.169.254"),
                Endpoint.outside("169.254.1.1"),
                Endpoint.outside("8.8.8.8"),
                Endpoint.outside("192.0.2.9"),
                Endpoint.outside("2001:db8::1"),
                Endpoint.outside("fd12::1"));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
