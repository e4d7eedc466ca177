package dev.davit.operator.config;

import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The gateway's Service, at whose cluster address environments reach the Runtime API. */
@Singleton
public class GatewayService {
    /** The port of the Runtime API. */
    public static final int RUNTIME_PORT = 9001;

    private final ResourceID id;

    GatewayService(OperatorConfig config) {
        id = new ResourceID(config.gatewayService(), config.namespace());
    }

    /** Name and namespace of the Service. */
    public ResourceID id() {
        return id;
    }

    /** The Service's cluster address; empty while it has none. */
    public static Optional<String> clusterIp(Service service) {
        return Optional.ofNullable(service.getSpec().getClusterIP()).filter(ip -> !ip.isEmpty() && !"None".equals(ip));
    }
}
