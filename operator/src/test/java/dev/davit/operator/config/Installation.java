package dev.davit.operator.config;

import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkWall;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.kernel.IdSource;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;

/** What the chart and Quarkus would set up around the reconcilers of a test. */
public record Installation(KubernetesClient client, OperatorConfig config) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Creates the gateway's Service, as the chart would. */
    public static void gatewayService(KubernetesClient client, OperatorConfig config) {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(config.gatewayService())
                        .withNamespace(config.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(GatewayService.RUNTIME_PORT)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
    }

    /** Places in the network of this cluster, without settings of its own. */
    public Placement placement() {
        return new Placement(objects(), new NetworkWall(client, cluster()));
    }

    public NetworkObjects objects() {
        return new NetworkObjects(client);
    }

    public ClusterNetwork cluster() {
        return new ClusterNetwork(client, new NetworkSettings(), config);
    }

    public GatewayService gateway() {
        return new GatewayService(config);
    }

    public RuntimeKey key() {
        return new RuntimeKey(client, config, ids(), Clock.systemUTC());
    }

    public IdSource ids() {
        return length -> {
            byte[] bytes = new byte[length];
            RANDOM.nextBytes(bytes);
            return bytes;
        };
    }
}
