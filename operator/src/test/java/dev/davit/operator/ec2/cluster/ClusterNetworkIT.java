package dev.davit.operator.ec2.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.What;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.NetworkSettings;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is closed is looked up in the cluster, and follows it. */
@WithApiServer
class ClusterNetworkIT {

    private static List<String> closed(ClusterNetwork network, What what) {
        return network.facts().closed().stream()
                .filter(c -> c.what() == what)
                .map(Closed::cidr)
                .map(Cidr::toString)
                .toList();
    }

    @Test
    void closesWhatIsPrivateUntilNodesSayWhatPodsHaveAndThenWhatTheySay(ApiServer server) {
        KubernetesClient client = server.client();
        ClusterNetwork network = new ClusterNetwork(
                client, new NetworkSettings(false, Optional.empty()), new RunningOperator.Config("davit-system"));
        AtomicInteger told = new AtomicInteger();
        network.listen(told::incrementAndGet);
        assertThat(closed(network, What.PODS)).contains("10.0.0.0/8", "192.168.0.0/16", "fc00::/7");
        assertThat(closed(network, What.SERVICES)).containsExactly("10.96.0.0/16");
        assertThat(closed(network, What.SEALED)).containsExactly("169.254.169.254/32", "fd00:ec2::254/128");
        apiServerAt(client, "192.0.2.10"); // which it does not write itself, being on loopback
        await().until(() -> closed(network, What.API_SERVER).contains("192.0.2.10/32"));
        assertThat(network.facts().prefixLists()).containsOnlyKeys("pl-kubernetes", "pl-lambda", "pl-monitoring");
        assertThat(network.facts().prefixLists().get("pl-kubernetes"))
                .extracting(target -> target.cidr().toString())
                .containsExactlyElementsOf(closed(network, What.API_SERVER));
        var node = new NodeBuilder()
                .withNewMetadata()
                .withName("n1")
                .endMetadata()
                .withNewSpec()
                .withPodCIDR("10.244.0.0/24")
                .withPodCIDRs("10.244.0.0/24")
                .endSpec()
                .build();
        try {
            client.resource(node).create();
            client.nodes().withName("n1").editStatus(n -> new NodeBuilder(n)
                    .editOrNewStatus()
                    .addNewAddress("192.168.7.2", "InternalIP")
                    .addNewAddress("n1", "Hostname")
                    .endStatus()
                    .build());
            await().until(() -> closed(network, What.NODES).equals(List.of("192.168.7.2/32")));
            assertThat(closed(network, What.PODS)).containsExactly("10.244.0.0/24");
            assertThat(told.get()).isPositive();
        } finally {
            client.resource(node).delete();
        }
        await().until(() -> closed(network, What.NODES).isEmpty());
    }

    private static void apiServerAt(KubernetesClient client, String address) {
        client.resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName("kubernetes")
                        .withNamespace("default")
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses(address)
                        .endEndpoint()
                        .build())
                .forceConflicts()
                .serverSideApply();
    }

    @Test
    void saysWhatIsWrongWithPrefixLists() {
        assertThat(PrefixLists.parse("{\"pl-a\": {\"cidrs\": [\"10.0.0.4/32\"], \"pods\": [{\"namespace\": \"x\"}]}}")
                        .get("pl-a"))
                .hasSize(2);
        assertThat(PrefixLists.labels(List.of("a=b", " c = d "))).isEqualTo(Map.of("a", "b", "c", "d"));
        assertThatThrownBy(() -> PrefixLists.parse("[]")).hasMessageContaining("no JSON object of prefix lists");
        assertThatThrownBy(() -> PrefixLists.labels(List.of("x")))
                .hasMessage("\"x\" is no label: write it as key=value");
    }
}
