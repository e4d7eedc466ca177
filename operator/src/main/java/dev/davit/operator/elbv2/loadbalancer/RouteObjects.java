package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.List;

/** Pure: the HTTPRoute that leads from a Gateway to the Service of a load balancer, and its name in the DNS. */
final class RouteObjects {
    private static final int HASH = 10;

    private RouteObjects() {}

    /**
     * The name in the DNS below the Gateway's domain: the load balancer's, and a hash of it and its namespace, so that no two
     * load balancers of a cluster share one and nobody can ask for another's.
     */
    static String dnsName(String namespace, String name, String domain) {
        return Names.join(name, Names.hash(namespace + "/" + name, HASH)) + "." + domain;
    }

    /** The route. It belongs to the Service, with which garbage collection removes it even where Davit may not any more. */
    static HTTPRoute route(
            LoadBalancerInputs inputs, Service service, ParentReference gateway, List<String> hosts, int port) {
        return new HTTPRouteBuilder()
                .withMetadata(LoadBalancerObjects.metadata(inputs)
                        .withOwnerReferences(Owners.controller(service))
                        .build())
                .withNewSpec()
                .withParentRefs(gateway)
                .withHostnames(hosts)
                .addNewRule()
                .addNewBackendRef()
                .withGroup("")
                .withKind("Service")
                .withName(service.getMetadata().getName())
                .withPort(port)
                .endBackendRef()
                .endRule()
                .endSpec()
                .build();
    }
}
