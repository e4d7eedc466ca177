package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.common.LayerCopies;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives come out of objects of a real API server, with the rights the chart gives. */
@WithApiServer
class EmbeddedZipFilesIT {

    private static final String HASH = "a1".repeat(32);

    private KubernetesClient admin;
    private KubernetesClient gateway;
    private String ns;
    private EmbeddedZipFiles archives;

    @BeforeEach
    void connect(ApiServer server) {
        admin = server.client();
        ns = server.newNamespace("team");
        Config config = GatewayAccount.config(server, server.newNamespace("system"));
        gateway = new KubernetesClientBuilder().withConfig(config).build();
        archives = new EmbeddedZipFiles(new dev.davit.gateway.kube.ApiServer(gateway, Duration.ofSeconds(10)));
    }

    @AfterEach
    void disconnect() {
        gateway.close();
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private void layerVersion(String name, String content) {
        admin.load(new ByteArrayInputStream(
                        """
                        apiVersion: lambda.davit.dev/v1alpha1
                        kind: LayerVersion
                        metadata: {name: %s, namespace: %s}
                        spec: {layerName: tools, content: {zipFile: "%s"}}
                        """.formatted(name, ns, base64(content)).getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private void copy(String sha256, String content) {
        admin.resource(new ControllerRevisionBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withName(LayerCopies.name(sha256))
                                .withNamespace(ns)
                                .build())
                        .withRevision(1L)
                        .withData(Map.of(LayerCopies.ZIP_FILE, base64(content)))
                        .build())
                .create();
    }

    private String load(ArchiveOrigin origin) throws Exception {
        byte[] bytes = archives.load(new RevisionKey(ns, "f-1"), new ArchiveEntry(HASH, 3, origin))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void readsALayerFromItsCopyWhateverHasBecomeOfItsLayerVersion() throws Exception {
        copy(HASH, "kept");
        assertThat(load(new ArchiveOrigin.InLayer("deleted"))).isEqualTo("kept");
        layerVersion("tools-1", "another");
        assertThat(load(new ArchiveOrigin.InLayer("tools-1"))).isEqualTo("kept");
    }

    @Test
    void readsALayerFromItsLayerVersionWhileThereIsNoCopy() throws Exception {
        layerVersion("tools-1", "held");
        assertThat(load(new ArchiveOrigin.InLayer("tools-1"))).isEqualTo("held");
    }

    @Test
    void saysWhichLayerHasGoneAndWhatToDo() {
        assertThatThrownBy(() -> load(new ArchiveOrigin.InLayer("tools-9")))
                .hasMessageContaining(
                        "The LayerVersion tools-9 that held the layer was deleted before a copy of it was kept:"
                                + " publish the layer again and name its new ARN in the function's layers.");
    }
}
