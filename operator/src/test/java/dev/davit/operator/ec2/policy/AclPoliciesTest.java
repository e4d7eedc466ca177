package dev.davit.operator.ec2.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.network.Cidr;
import dev.davit.network.Network;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AclPoliciesTest {
    private static final Network NETWORK = new Network(
            "team",
            Map.of("main", new Network.Vpc("main", List.of(Cidr.of("10.0.0.0/16")))),
            Map.of(
                    "a", new Network.Zone("a", "main", List.of(Cidr.of("10.0.1.0/24")), true),
                    "b", new Network.Zone("b", "main", List.of(Cidr.of("10.0.2.0/24")), false)),
            Map.of(),
            Set.of());

    private static AclPolicies compile(String entries) {
        NetworkACL acl = Serialization.unmarshal(
                "metadata: {name: acl, namespace: team}\nspec: {entries: [" + entries + "]}", NetworkACL.class);
        return AclPolicies.of(
                acl, "main", List.of("b", "a"), new AclPolicies.Around(NETWORK, RandomNetworks.FACTS, 500));
    }

    private static List<Map<String, Object>> rules(AclPolicies compiled, String direction) {
        return compiled.policies().getFirst().get("spec", direction);
    }

    private static List<Object> names(AclPolicies compiled, String direction) {
        return rules(compiled, direction).stream().map(rule -> rule.get("name")).toList();
    }

    @Test
    void makesOnePolicyASubnetThatEndsWithADenial() {
        AclPolicies compiled = compile("");
        assertThat(compiled.policies())
                .extracting(p -> p.getMetadata().getName())
                .containsExactly("davit-acl-team-acl-a", "davit-acl-team-acl-b");
        GenericKubernetesResource first = compiled.policies().getFirst();
        assertThat(first.<String>get("spec", "tier")).isEqualTo("Admin");
        assertThat(Serialization.asYaml(first.<Object>get("spec", "subject")))
                .contains("ec2.davit.dev/subnet: \"a\"", "kubernetes.io/metadata.name: \"team\"");
        assertThat(names(compiled, "ingress")).containsExactly("same-subnet", "everything-else");
        assertThat(names(compiled, "egress"))
                .containsExactly("same-subnet", "dns", "dns", "runtime-api", "everything-else");
        assertThat(rules(compiled, "egress").getLast()).containsEntry("action", "Deny");
    }

    /** What an ACL allows the security groups still decide: it is passed on, and never accepted. */
    @Test
    void ordersEntriesByNumberAndPassesOnWhatTheyAllow() {
        AclPolicies compiled =
                compile("{ruleNumber: 200, ruleAction: allow, egress: true, protocol: \"-1\", cidrBlock: 0.0.0.0/0},"
                        + " {ruleNumber: 100, ruleAction: deny, egress: true, protocol: tcp, cidrBlock: 10.0.2.0/24, portRange: {from: 5432,"
                        + " to: 5432}}");
        assertThat(names(compiled, "egress").subList(4, 6)).containsExactly("100", "200");
        Map<String, Object> deny = rules(compiled, "egress").get(4);
        assertThat(deny).containsEntry("action", "Deny");
        assertThat(Serialization.asYaml(deny)).contains("ec2.davit.dev/subnet: \"b\"", "number: 5432");
        assertThat(Serialization.asYaml(deny)).doesNotContain("networks");
        assertThat(rules(compiled, "egress").get(5)).containsEntry("action", "Pass");
        assertThat(compiled.policies().stream().map(Serialization::asYaml)).noneMatch(yaml -> yaml.contains("Accept"));
    }

    /** Pods are meant by VPC and subnet; their addresses are in no block. */
    @Test
    void leavesPodsAddressesOutOfBlocks() {
        AclPolicies compiled =
                compile("{ruleNumber: 1, ruleAction: deny, egress: true, protocol: \"-1\", cidrBlock: 10.0.0.0/8}");
        Map<String, Object> deny = rules(compiled, "egress").get(4);
        List<String> networks = ((List<?>) deny.get("to"))
                .stream()
                        .map(peer -> ((Map<?, ?>) peer).get("networks"))
                        .filter(java.util.Objects::nonNull)
                        .flatMap(list -> ((List<?>) list).stream())
                        .map(String::valueOf)
                        .toList();
        assertThat(networks).isNotEmpty().hasSizeLessThanOrEqualTo(25);
        assertThat(networks).noneMatch(n -> Cidr.of(n).overlaps(Cidr.of("10.244.0.0/16")));
        assertThat(networks).anyMatch(n -> Cidr.of(n).contains(Cidr.of("10.200.0.5")));
    }

    @Test
    void saysWhatPoliciesCannot() {
        AclPolicies compiled = compile("{ruleNumber: 1, ruleAction: deny, protocol: icmp, cidrBlock: 0.0.0.0/0},"
                + " {ruleNumber: 2, ruleAction: allow, protocol: tcp, cidrBlock: 0.0.0.0/0}");
        assertThat(compiled.notes())
                .containsExactly(
                        "The inbound entry 1 has no effect: policies cannot say the protocol icmp.",
                        "The inbound entry 2 means workloads only: policies cannot name callers from outside.");
    }
}
