package dev.davit.network;

import dev.davit.api.common.Labels;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.Rule.Peer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the security groups mean, decided from them alone and not from the policies that they are compiled to: so that
 * the two can be held against each other, and a user can be told which rule says so.
 */
public final class SecurityModel {
    private static final Set<String> KINDS = Set.of(Labels.ENVIRONMENT, Labels.TASK, Labels.MEMBER);

    private final Map<String, Network> networks;
    private final ClusterFacts facts;

    /** The model of a cluster with these networks, one a namespace. */
    public SecurityModel(List<Network> networks, ClusterFacts facts) {
        this.networks = networks.stream().collect(Collectors.toMap(Network::namespace, n -> n));
        this.facts = facts;
    }

    /** Whether the one may open a connection to the other. */
    public Verdict decide(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        return egress(from, to, protocol, port).and(ingress(from, to, protocol, port));
    }

    /** The rules of a pod's groups that speak of the connection, whether what they mean is closed or not. */
    public List<String> rules(Endpoint pod, Endpoint other, Rule.Protocol protocol, int port, boolean out) {
        Network network = networks.get(pod.namespace());
        return network == null
                ? List.of()
                : PodLabels.groups(pod.labels()).stream()
                        .filter(network.groups()::containsKey)
                        .map(network.groups()::get)
                        .flatMap(group -> (out ? group.egress() : group.ingress())
                                .stream()
                                        .filter(rule -> rule.about(protocol, port))
                                        .filter(rule -> speaksOf(network, group, rule.peer(), other))
                                        .map(rule -> "SecurityGroup " + group.name() + " " + rule.text()))
                        .toList();
    }

    private static boolean speaksOf(Network network, Network.Group group, Peer peer, Endpoint other) {
        return switch (peer) {
            case Peer.Members members -> isMember(network, group, members.group(), other);
            case Peer.Listed listed -> true; // what is in it, only the installation knows
            case Peer.Block block ->
                isWorkloadOf(network, group, block.cidr(), other)
                        || block.cidr().contains(other.address());
        };
    }

    private static boolean walled(Endpoint pod) {
        return pod.isPod()
                && pod.label(Labels.COMPONENT).filter(KINDS::contains).isPresent();
    }

    private static boolean isFunction(Endpoint pod) {
        return pod.label(Labels.COMPONENT).filter(Labels.ENVIRONMENT::equals).isPresent();
    }

    private static boolean callsGateway(Endpoint pod) {
        return isFunction(pod)
                || pod.label(Labels.COMPONENT).filter(Labels.TASK::equals).isPresent();
    }

    private Verdict egress(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        if (!walled(from)) {
            return Verdict.yes("the caller is not Davit's");
        }
        if (protocol != Rule.Protocol.SCTP && facts.dns().stream().anyMatch(dns -> meets(dns, to, port))) {
            return Verdict.yes("names are resolved by everybody");
        }
        if (callsGateway(from) && runtime(to, protocol, port)) {
            return Verdict.yes("functions poll the Runtime API, tasks ask for their metadata");
        }
        Optional<String> vpc = from.label(Labels.VPC);
        return vpc.isPresent() ? groups(from, to, protocol, port, true) : internet(to);
    }

    private boolean runtime(Endpoint to, Rule.Protocol protocol, int port) {
        return protocol == Rule.Protocol.TCP && port == ClusterFacts.RUNTIME_PORT && meets(facts.gateway(), to, port);
    }

    private Verdict internet(Endpoint to) {
        boolean closed = ClusterFacts.PRIVATE.stream().anyMatch(c -> c.contains(to.address()))
                || facts.closed().stream().anyMatch(c -> c.cidr().contains(to.address()));
        return closed
                ? Verdict.no("the caller is in no VPC, and so reaches the internet and nothing private")
                : Verdict.yes("the caller is in no VPC, and so reaches the internet");
    }

    private Verdict ingress(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        if (!walled(to)) {
            return Verdict.yes("the callee is not Davit's");
        }
        if (isFunction(to)) {
            return Verdict.no("functions admit no connection");
        }
        return groups(to, from, protocol, port, false);
    }

    private Verdict groups(Endpoint at, Endpoint other, Rule.Protocol protocol, int port, boolean out) {
        Network network = networks.get(at.namespace());
        List<String> names = PodLabels.groups(at.labels());
        for (String name : names) {
            Network.Group group = network == null ? null : network.groups().get(name);
            List<Rule> rules = group == null ? List.of() : out ? group.egress() : group.ingress();
            for (Rule rule : rules) {
                boolean said = rule.about(protocol, port)
                        && means(network, group, rule.peer(), new Ends(at, other, port, out));
                if (said || out && protocol == Rule.Protocol.TCP && isEntry(network, group, rule, other, port)) {
                    return Verdict.yes("SecurityGroup " + name + " " + rule.text());
                }
            }
        }
        return Verdict.no(refusal(names, other, out));
    }

    private record Ends(Endpoint at, Endpoint other, int port, boolean out) {}

    private String refusal(List<String> names, Endpoint other, boolean out) {
        String who = names.isEmpty() ? "no security group" : "no rule of " + String.join(", ", names);
        String closed = facts.closed().stream()
                .filter(c ->
                        c.cidr().contains(other.address()) && (out || c.what().inbound()))
                .map(c -> "; " + other.address() + " is closed (" + c.what().words() + ") unless a rule names it")
                .findFirst()
                .orElse("");
        return who + (out ? " lets it out" : " lets it in") + closed;
    }

    private boolean means(Network network, Network.Group group, Peer peer, Ends ends) {
        return switch (peer) {
            case Peer.Members members ->
                isMember(network, group, members.group(), ends.other())
                        || !ends.out() && isLoadBalancer(network, group, members.group(), ends);
            case Peer.Listed listed ->
                facts.prefixLists().getOrDefault(listed.prefixList(), List.of()).stream()
                        .anyMatch(t -> meets(t, ends.other(), ends.port()));
            case Peer.Block block ->
                isWorkloadOf(network, group, block.cidr(), ends.other())
                        || isAddressOf(network, group, block.cidr(), ends);
        };
    }

    private static boolean isMember(Network network, Network.Group group, String name, Endpoint other) {
        Network.Group named = network.groups().get(name);
        return named != null
                && network.sees(group.vpc(), named.vpc())
                && network.namespace().equals(other.namespace())
                && PodLabels.groups(other.labels()).contains(name);
    }

    /** Requests of a load balancer come from the gateway's pods. */
    private boolean isLoadBalancer(Network network, Network.Group group, String name, Ends ends) {
        Network.Group named = network.groups().get(name);
        return named != null
                && network.sees(group.vpc(), named.vpc())
                && network.isFronted(name)
                && meets(facts.gateway(), ends.other(), ends.port());
    }

    /** Who may go to a load balancer goes to the port of the gateway that serves it. */
    private boolean isEntry(Network network, Network.Group group, Rule rule, Endpoint other, int port) {
        return meets(facts.gateway(), other, port)
                && network.entryPorts(group, rule).contains(port);
    }

    /** Workloads are meant by the block of their VPC or their subnet, not by the addresses that their pods happen to have. */
    private static boolean isWorkloadOf(Network network, Network.Group group, Cidr cidr, Endpoint other) {
        if (!network.namespace().equals(other.namespace())) {
            return false;
        }
        for (Network.Vpc vpc : network.reachable(group.vpc())) {
            boolean inVpc = other.label(Labels.VPC).filter(vpc.name()::equals).isPresent();
            boolean inSubnet = other.label(Labels.SUBNET)
                    .map(network.subnets()::get)
                    .filter(s -> s.vpc().equals(vpc.name()) && s.within(cidr))
                    .isPresent();
            if (inVpc && vpc.within(cidr) || inSubnet) {
                return true;
            }
        }
        return false;
    }

    /** Any other address is itself, unless it is closed and the block does not lie within what is closed. */
    private boolean isAddressOf(Network network, Network.Group group, Cidr cidr, Ends ends) {
        Cidr address = ends.other().address();
        boolean named = network.reachable(group.vpc()).stream()
                .flatMap(v -> v.blocks().stream())
                .noneMatch(b -> b.contains(address));
        return cidr.contains(address)
                && named
                && (!ends.out() || leadsOutside(network, ends.at()))
                && facts.closed().stream().allMatch(c -> opens(cidr, c, address, ends.out()));
    }

    private static boolean leadsOutside(Network network, Endpoint pod) {
        return pod.label(Labels.SUBNET)
                .map(network.subnets()::get)
                .filter(Network.Zone::internet)
                .isPresent();
    }

    private static boolean opens(Cidr cidr, Closed closed, Cidr address, boolean out) {
        boolean applies =
                closed.cidr().contains(address) && (out || closed.what().inbound());
        return !applies
                || closed.what() != ClusterFacts.What.SEALED && closed.cidr().contains(cidr);
    }

    private static boolean meets(Target target, Endpoint end, int port) {
        boolean there = target.cidr() != null
                ? target.cidr().contains(end.address())
                : end.isPod()
                        && target.namespace().equals(end.namespaceLabels().get("kubernetes.io/metadata.name"))
                        && target.labels().entrySet().stream()
                                .allMatch(l -> l.getValue().equals(end.labels().get(l.getKey())));
        return there && (target.ports().isEmpty() || target.ports().contains(port));
    }
}
