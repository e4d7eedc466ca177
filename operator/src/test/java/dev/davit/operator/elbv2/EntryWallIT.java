package dev.davit.operator.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.ec2.Networks;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The inbound rules of a load balancer's security groups stand before the gateway. */
@WithApiServer
class EntryWallIT {
    private static final String SYSTEM = Balancing.SYSTEM;

    private KubernetesClient client;
    private String namespace;

    @Test
    void theRulesOfItsGroupsAreAPolicyOfTheGatewayUntilItGoes(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("entry");
        serveWeb();
        try (RunningOperator operator = RunningOperator.start(client, Balancing::reconcilers)) {
            untilReady("Unknown SecurityGroupNotFound");
            assertThat(policies()).isEmpty();

            group("");
            untilReady("True Ready");
            operator.settle();
            assertThat(policies()).isEmpty(); // a group without rules lets nobody in

            group(rule("ipRanges: [{cidrIP: 10.0.1.0/28}]"));
            Integer entry = client.resources(Listener.class)
                    .inNamespace(namespace)
                    .withName("http")
                    .get()
                    .getStatus()
                    .entryPort;
            NetworkPolicy policy = await().atMost(Duration.ofSeconds(10))
                    .until(this::policies, found -> found.size() == 1)
                    .getFirst();
            assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                    .containsEntry("app.kubernetes.io/component", "gateway");
            assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
            assertThat(policy.getSpec().getIngress()).singleElement().satisfies(rule -> {
                assertThat(rule.getPorts()).singleElement().satisfies(port -> assertThat(
                                port.getPort().getIntVal())
                        .isEqualTo(entry));
                assertThat(rule.getFrom()).singleElement().satisfies(this::isSubnetA);
            });

            group(rule("ipRanges: [{cidrIP: 0.0.0.0/0}]"));
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(policies()
                            .getFirst()
                            .getSpec()
                            .getIngress()
                            .getFirst()
                            .getFrom())
                    .hasSize(3));

            client.resources(LoadBalancer.class)
                    .inNamespace(namespace)
                    .withName("web")
                    .delete();
            await().atMost(Duration.ofSeconds(10)).until(() -> policies().isEmpty());
        }
        client.resources(Listener.class).inNamespace(namespace).delete();
    }

    private void serveWeb() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(SYSTEM)
                        .endMetadata()
                        .build())
                .serverSideApply();
        Networks.subnets(client, namespace);
        apply("elbv2", "TargetGroup", "web", "{name: web, targetType: ip, protocol: HTTP, port: 80}");
        apply(
                "elbv2",
                "LoadBalancer",
                "web",
                "{name: web, scheme: internal, securityGroupRefs: [{from: {name: front}}]}");
        apply(
                "elbv2",
                "Listener",
                "http",
                "{loadBalancerRef: {from: {name: web}}, port: 80, protocol: HTTP, defaultActions: [{type: forward,"
                        + " targetGroupRef: {from: {name: web}}}]}");
    }

    private void isSubnetA(NetworkPolicyPeer peer) {
        assertThat(peer.getNamespaceSelector().getMatchLabels())
                .containsExactly(Map.entry("kubernetes.io/metadata.name", namespace));
        assertThat(peer.getPodSelector().getMatchLabels()).containsExactly(Map.entry(Labels.SUBNET, "a"));
    }

    private List<NetworkPolicy> policies() {
        return client.network()
                .v1()
                .networkPolicies()
                .inNamespace(SYSTEM)
                .withLabel(Labels.LOAD_BALANCER_NAMESPACE, namespace)
                .list()
                .getItems();
    }

    private static String rule(String peer) {
        return ", ingressRules: [{ipProtocol: tcp, fromPort: 80, toPort: 80, " + peer + "}]";
    }

    private void group(String rules) {
        apply(
                "ec2",
                SecurityGroup.class.getSimpleName(),
                "front",
                "{name: front, description: x, vpcRef: {from: {name: main}}" + rules + "}");
    }

    private void untilReady(String ready) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            LoadBalancer found = client.resources(LoadBalancer.class)
                    .inNamespace(namespace)
                    .withName("web")
                    .get();
            return found.getStatus() != null
                    && Conditions.find(found.getStatus().conditions, "Ready")
                            .filter(c -> ready.equals(c.getStatus() + " " + c.getReason()))
                            .isPresent();
        });
    }

    private void apply(String group, String kind, String name, String spec) {
        String yaml = "apiVersion: " + group + ".davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
    }
}
