package dev.davit.operator.elbv2.loadbalancer;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.davit.operator.config.EntryRouteConfig;
import dev.davit.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Gateway before load balancers, as the settings name it.
 *
 * @param gateway the Gateway, and the listener of it
 * @param domain the domain of load balancers' DNS names
 * @param grants who was given which hosts
 */
record RouteSite(ParentReference gateway, String domain, HostGrants grants) {

    /** As the settings say; empty where they name no Gateway. */
    static Optional<RouteSite> of(OperatorConfig config, EntryRouteConfig settings) {
        return settings.gateway()
                .map(name -> new RouteSite(
                        new ParentReferenceBuilder()
                                .withGroup("gateway.networking.k8s.io")
                                .withKind("Gateway")
                                .withName(name)
                                .withNamespace(settings.gatewayNamespace().orElse(config.namespace()))
                                .withSectionName(settings.sectionName().orElse(null))
                                .build(),
                        domain(settings),
                        new HostGrants(
                                hosts(settings.hosts()),
                                List.of(
                                        domain(settings),
                                        "lambda-url." + config.region() + "." + config.functionUrlDomain()))));
    }

    private static String domain(EntryRouteConfig settings) {
        return settings.domain()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A Gateway is named for load balancers, and no domain for their names: set"
                                + " DAVIT_LOAD_BALANCER_ROUTES_DOMAIN (loadBalancers.domain in the chart)."));
    }

    private static Map<String, List<String>> hosts(String json) {
        Map<String, List<String>> hosts = new TreeMap<>();
        Serialization.unmarshal(json, new TypeReference<Map<String, List<String>>>() {})
                .forEach((namespace, given) -> hosts.put(
                        namespace,
                        given.stream()
                                .map(host -> host.toLowerCase(Locale.ROOT))
                                .toList()));
        return hosts;
    }
}
