package dev.davit.operator.config;

import dev.davit.operator.kernel.Remembered;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The cluster address of the gateway's Service, at which environments reach it. */
@Singleton
public class GatewayAddress {
    /** The port of the Runtime API. */
    public static final int RUNTIME_PORT = 9001;

    private static final Duration AGE = Duration.ofSeconds(10);

    private final Remembered<Optional<String>> address;

    GatewayAddress(KubernetesClient client, Clock clock, OperatorConfig config) {
        address = new Remembered<>(() -> read(client, config.namespace(), config.gatewayService()), AGE, clock);
    }

    /** The ClusterIP; empty while there is no such Service. */
    public Optional<String> clusterIp() {
        return address.get();
    }

    private static Optional<String> read(KubernetesClient client, String namespace, String name) {
        Service service =
                client.services().inNamespace(namespace).withName(name).get();
        return Optional.ofNullable(service)
                .map(s -> s.getSpec().getClusterIP())
                .filter(ip -> !ip.isEmpty() && !"None".equals(ip));
    }
}
