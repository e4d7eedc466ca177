package dev.davit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.common.Labels;
import dev.davit.network.Reach.Question;
import dev.davit.network.Rule.Peer;
import dev.davit.network.Rule.Ports;
import dev.davit.network.Rule.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Rule RULE = new Rule(
            Protocol.TCP,
            new Ports(8080, 8080),
            new Peer.Members("web"),
            "ingressRules[0]: tcp 8080 from security group web");
    private static final Network NETWORK = new Network(
            "team",
            Map.of("main", new Network.Vpc("main", List.of(Cidr.of("10.0.0.0/16")))),
            Map.of(),
            Map.of(
                    "api",
                    new Network.Group("api", "main", List.of(RULE), List.of()),
                    "web",
                    new Network.Group("web", "main", List.of(), List.of())),
            Set.of());

    private static Endpoint pod(String address, String component, String group) {
        Map<String, String> labels = new HashMap<>(PodLabels.of("main", "a", List.of(group)));
        labels.put(Labels.COMPONENT, component);
        return Endpoint.pod(address, "team", labels);
    }

    private static NetworkPolicy policy(String name, String spec) {
        return Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team}\nspec: " + spec, NetworkPolicy.class);
    }

    private static final NetworkPolicy API = policy(
            "davit-sg-api-ingress",
            "{podSelector: {matchLabels: {securitygroup.ec2.davit.dev/api: member}, matchExpressions: [{key: davit.dev/component,"
                    + " operator: NotIn, values: [environment]}]}, policyTypes: [Ingress], ingress: [{from: [{podSelector:"
                    + " {matchLabels: {securitygroup.ec2.davit.dev/web: member}}}], ports: [{protocol: TCP, port: 8080}]}]}");
    private static final NetworkPolicy WALL = policy(
            "davit-wall",
            "{podSelector: {matchExpressions: [{key: davit.dev/component, operator: Exists}]}, policyTypes: [Ingress]}");

    private static Reachability.Answer ask(Endpoint from, Endpoint to, int port) {
        return new Reachability(List.of(API, WALL), List.of(NETWORK)).ask(from, to, Protocol.TCP, port);
    }

    @Test
    void namesThePolicyAndTheRuleThatSaySo() {
        Reachability.Answer answer = ask(pod("10.244.0.1", "task", "web"), pod("10.244.0.2", "task", "api"), 8080);
        assertThat(answer.reaches()).isTrue();
        assertThat(answer.in().why())
                .isEqualTo(
                        "Ingress by NetworkPolicy davit-sg-api-ingress: SecurityGroup api ingressRules[0]: tcp 8080 from"
                                + " security group web");
        assertThat(answer.out().why()).isEqualTo("no egress policy selects the pod");
    }

    @Test
    void saysThatNoRuleSpeaksOfIt() {
        Reachability.Answer answer = ask(pod("10.244.0.1", "task", "web"), pod("10.244.0.2", "task", "api"), 22);
        assertThat(answer.reaches()).isFalse();
        assertThat(answer.in().why())
                .contains("davit-sg-api-ingress, davit-wall")
                .endsWith("no rule of its security groups speaks of it");
    }

    @Test
    void saysThatFunctionsAdmitNothing() {
        assertThat(ask(pod("10.244.0.1", "task", "web"), pod("10.244.0.2", "environment", "api"), 8080)
                        .in()
                        .why())
                .isEqualTo("functions admit no connection, whatever their groups say");
    }

    @Test
    void readsPodsAndAddressesOfBothFamilies() {
        assertThat(Question.of(List.of("team/a", "team/b:80")))
                .isEqualTo(new Question("team/a", "team/b", 80, Protocol.TCP));
        assertThat(Question.of(List.of("192.0.2.7", "[2001:db8::1]:443", "udp")))
                .isEqualTo(new Question("192.0.2.7", "2001:db8::1", 443, Protocol.UDP));
        assertThatThrownBy(() -> Question.of(List.of("team/a", "team/b"))).hasMessage("TO needs a port: team/b");
        assertThatThrownBy(() -> Question.of(List.of("team/a", "team/b:0")))
                .hasMessage("a port is between 1 and 65535, not 0");
        assertThatThrownBy(() -> Question.of(List.of("a", "b:1", "icmp")))
                .hasMessage("PROTOCOL is tcp, udp or sctp, not icmp");
        assertThatThrownBy(() -> Question.of(List.of())).hasMessage("give FROM and TO");
    }
}
