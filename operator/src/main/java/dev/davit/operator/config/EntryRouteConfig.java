package dev.davit.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** The Gateway (Gateway API) that stands before load balancers (DAVIT_LOAD_BALANCER_ROUTES_…). */
@ConfigMapping(prefix = "davit.load-balancer-routes")
public interface EntryRouteConfig {
    /** The Gateway's name; without one, no load balancer has a route. */
    Optional<String> gateway();

    /** The Gateway's namespace; without one, the operator's own. */
    @WithName("gateway-namespace")
    Optional<String> gatewayNamespace();

    /** The one listener of the Gateway that takes the routes; without one, those that allow them. */
    @WithName("section-name")
    Optional<String> sectionName();

    /** The domain below which load balancers have their DNS names, and whose wildcard name leads to the Gateway. */
    Optional<String> domain();

    /** Which host names were given to which namespace: a JSON object of lists by namespace. */
    @WithDefault("{}")
    String hosts();
}
