package dev.davit.operator.ecs.service;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceRegistry;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: the name by which the tasks of a service are found, a headless core Service. */
final class DiscoveryService {

    /** The value of the component label on it. */
    static final String COMPONENT = "service-discovery";

    private DiscoveryService() {}

    /** The core Service, when the service is to be found by its name. */
    static Optional<io.fabric8.kubernetes.api.model.Service> of(Service service) {
        ServiceSpec spec = service.getSpec();
        boolean registered = spec.serviceRegistries != null && !spec.serviceRegistries.isEmpty();
        boolean connected = spec.serviceConnectConfiguration != null
                && Boolean.TRUE.equals(spec.serviceConnectConfiguration.enabled);
        return registered || connected ? Optional.of(made(service)) : Optional.empty();
    }

    private static io.fabric8.kubernetes.api.model.Service made(Service service) {
        String name = service.getMetadata().getName();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, COMPONENT)
                .addToOwnerReferences(Owners.controller(service))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .addToSelector(ServiceLabels.SERVICE, name)
                .withPorts(ports(service.getSpec()))
                .endSpec()
                .build();
    }

    /** A port gives the name SRV records; addresses need none. */
    private static List<ServicePort> ports(ServiceSpec spec) {
        return Optional.ofNullable(spec.serviceRegistries).stream()
                .flatMap(List::stream)
                .flatMap(DiscoveryService::port)
                .map(port -> new ServicePortBuilder()
                        .withName("port-" + port)
                        .withPort(port)
                        .build())
                .toList();
    }

    private static Stream<Integer> port(ServiceRegistry registry) {
        return Stream.of(Optional.ofNullable(registry.containerPort), Optional.ofNullable(registry.port))
                .flatMap(Optional::stream)
                .limit(1);
    }
}
