package dev.davit.testkit.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KubeadmTest {

    private static Map<String, JsonNode> configuration(String zone) {
        String text = Kubeadm.configuration("kt", "v1.36.4", "kt-1", "kt-2", "172.18.0.3", zone);
        return Arrays.stream(text.split("(?m)^---$"))
                .map(document -> Serialization.unmarshal(document, JsonNode.class))
                .collect(Collectors.toMap(document -> document.get("kind").asText(), document -> document));
    }

    @Test
    void aNodeIsMadeOrJoinedByTheSameFile() {
        Map<String, JsonNode> documents = configuration("a");
        assertThat(documents)
                .containsOnlyKeys(
                        "ClusterConfiguration",
                        "InitConfiguration",
                        "JoinConfiguration",
                        "KubeletConfiguration",
                        "KubeProxyConfiguration");
        JsonNode cluster = documents.get("ClusterConfiguration");
        assertThat(cluster.get("kubernetesVersion").asText()).isEqualTo("v1.36.4");
        assertThat(cluster.get("controlPlaneEndpoint").asText()).isEqualTo("kt-1:6443");
        assertThat(cluster.get("apiServer").get("certSANs").toString()).contains("127.0.0.1", "kt-1");
        JsonNode join = documents.get("JoinConfiguration");
        assertThat(join.get("discovery").get("bootstrapToken").get("token"))
                .isEqualTo(documents
                        .get("InitConfiguration")
                        .get("bootstrapTokens")
                        .get(0)
                        .get("token"));
        for (String kind : new String[] {"InitConfiguration", "JoinConfiguration"}) {
            JsonNode node = documents.get(kind).get("nodeRegistration");
            assertThat(node.get("name").asText()).isEqualTo("kt-2");
            assertThat(node.get("taints")).isEmpty(); // pods run on every node
            assertThat(node.get("kubeletExtraArgs").toString()).contains("172.18.0.3", "topology.kubernetes.io/zone=a");
        }
    }

    @Test
    void aNodeWithoutAZoneHasNoLabelOfOne() {
        assertThat(configuration(null).toString()).doesNotContain("zone");
    }
}
