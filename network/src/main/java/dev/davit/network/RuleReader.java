package dev.davit.network;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.IPPermission;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.UserIDGroupPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the rules of a security group: one {@link Rule} for each peer of each permission. */
final class RuleReader {
    private static final String EVERYTHING = "-1";
    private static final Map<String, Rule.Protocol> PROTOCOLS = Map.of(
            EVERYTHING,
            Rule.Protocol.ALL,
            "tcp",
            Rule.Protocol.TCP,
            "6",
            Rule.Protocol.TCP,
            "udp",
            Rule.Protocol.UDP,
            "17",
            Rule.Protocol.UDP,
            "sctp",
            Rule.Protocol.SCTP,
            "132",
            Rule.Protocol.SCTP);

    private final SecurityGroup group;
    private final String name;
    private final Names names;

    /**
     * What references mean.
     *
     * @param namespace the namespace
     * @param vpcOf the groups there are, and the VPC of each
     * @param byName the groups by {@code vpc/spec.name}
     * @param peerings pairs of peered VPCs
     */
    record Names(String namespace, Map<String, String> vpcOf, Map<String, String> byName, Set<Set<String>> peerings) {}

    private record Form(Rule.Protocol protocol, Rule.Ports ports, String text) {}

    RuleReader(SecurityGroup group, Names names) {
        this.group = group;
        this.name = group.getMetadata().getName();
        this.names = names;
    }

    Network.Group read(Consumer<Problem> problems) {
        var spec = group.getSpec();
        List<Rule> ingress = rules("ingressRules", "from", spec.ingressRules, problems);
        List<Rule> egress = spec.egressRules == null
                ? List.of(open("0.0.0.0/0"), open("::/0"))
                : rules("egressRules", "to", spec.egressRules, problems);
        return new Network.Group(name, names.vpcOf().get(name), ingress, egress);
    }

    /** Without egressRules, everything goes out, as on AWS. */
    private static Rule open(String cidr) {
        return new Rule(
                Rule.Protocol.ALL,
                Rule.Ports.ALL,
                new Rule.Peer.Block(Cidr.of(cidr)),
                "no egressRules: everything to " + cidr);
    }

    private List<Rule> rules(String field, String way, List<IPPermission> permissions, Consumer<Problem> problems) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; permissions != null && i < permissions.size(); i++) {
            IPPermission permission = permissions.get(i);
            Form form = form(permission, field + "[" + i + "]", way);
            if (form.protocol() == Rule.Protocol.OTHER) {
                problems.accept(new Problem(
                        Problem.Kind.NOTE,
                        field + "[" + i + "] has no effect: NetworkPolicies cannot say the protocol "
                                + permission.ipProtocol + " alone; ipProtocol -1 includes it."));
            }
            peers(permission, form, rules, problems);
        }
        return rules;
    }

    private static Form form(IPPermission permission, String where, String way) {
        Rule.Protocol protocol = PROTOCOLS.getOrDefault(permission.ipProtocol, Rule.Protocol.OTHER);
        boolean ported = protocol != Rule.Protocol.ALL && protocol != Rule.Protocol.OTHER;
        Rule.Ports ports = ported ? new Rule.Ports(permission.fromPort, permission.toPort) : Rule.Ports.ALL;
        String range =
                !ported || ports.all() ? "" : " " + ports.from() + (ports.from() == ports.to() ? "" : "-" + ports.to());
        String spoken = protocol == Rule.Protocol.ALL ? "everything" : permission.ipProtocol;
        return new Form(protocol, ports, where + ": " + spoken + range + " " + way + " ");
    }

    private void peers(IPPermission permission, Form form, List<Rule> rules, Consumer<Problem> problems) {
        if (permission.ipRanges != null) {
            permission.ipRanges.forEach(range -> block(range.cidrIP, form, rules, problems));
        }
        if (permission.ipv6Ranges != null) {
            permission.ipv6Ranges.forEach(range -> block(range.cidrIPv6, form, rules, problems));
        }
        if (permission.prefixListIDs != null) {
            permission.prefixListIDs.forEach(list ->
                    rules.add(rule(form, new Rule.Peer.Listed(list.prefixListID), "prefix list " + list.prefixListID)));
        }
        if (permission.userIDGroupPairs != null) {
            permission.userIDGroupPairs.forEach(pair -> members(pair, form, problems)
                    .ifPresent(g -> rules.add(rule(form, new Rule.Peer.Members(g), "security group " + g))));
        }
    }

    private static void block(String text, Form form, List<Rule> rules, Consumer<Problem> problems) {
        Cidr.read(text)
                .ifPresentOrElse(
                        cidr -> rules.add(rule(form, new Rule.Peer.Block(cidr), cidr.toString())),
                        () -> problems.accept(new Problem(
                                Problem.Kind.RULE_CIDR_INVALID, form.text() + NetworkReader.malformed(text))));
    }

    private static Rule rule(Form form, Rule.Peer peer, String words) {
        return new Rule(form.protocol(), form.ports(), peer, form.text() + words);
    }

    private Optional<String> members(UserIDGroupPair pair, Form form, Consumer<Problem> problems) {
        if (pair.userID != null && !pair.userID.equals(Accounts.of(names.namespace()))) {
            problems.accept(new Problem(
                    Problem.Kind.REFERENCE_FOREIGN,
                    form.text() + "a security group of the account " + pair.userID
                            + ": groups are named within their namespace, whose account is "
                            + Accounts.of(names.namespace()) + "; leave userID out."));
            return Optional.empty();
        }
        String own = names.vpcOf().get(name);
        Optional<String> found = pair.groupName != null
                ? Optional.ofNullable(names.byName().get(own + "/" + pair.groupName))
                : new References(
                                names.namespace(),
                                Ec2Id.SECURITY_GROUP,
                                names.vpcOf().keySet())
                        .find(pair.groupID, pair.groupRef);
        if (found.isEmpty()) {
            String wanted = pair.groupName != null ? pair.groupName : References.wanted(pair.groupID, pair.groupRef);
            problems.accept(new Problem(
                    Problem.Kind.REFERENCE_NOT_FOUND,
                    form.text() + "the security group \"" + wanted
                            + "\", which is not there or not accepted: the rule means nobody until it is."));
            return Optional.empty();
        }
        return found.filter(g -> visible(own, g, form, problems));
    }

    private boolean visible(String own, String other, Form form, Consumer<Problem> problems) {
        String vpc = names.vpcOf().get(other);
        boolean visible = own.equals(vpc) || names.peerings().contains(Set.of(own, vpc));
        if (!visible) {
            problems.accept(new Problem(
                    Problem.Kind.REFERENCE_FOREIGN,
                    form.text() + "the security group \"" + other + "\" of the VPC \"" + vpc
                            + "\", which is not peered with \"" + own
                            + "\": the rule means nobody; create a VPCPeeringConnection of the two."));
        }
        return visible;
    }
}
