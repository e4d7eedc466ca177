package dev.davit.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

/** The API server of the other tests. */
@WithApiServer
class ApiServerIT {

    @Test
    void answersItsAdministratorAndKeepsNamespacesApart(ApiServer server, KubernetesClient client) {
        var one = server.newNamespace("it");
        var two = server.newNamespace("it");

        assertThat(one).isNotEqualTo(two);
        assertThat(client.namespaces().withName(one).get()).isNotNull();
    }
}
