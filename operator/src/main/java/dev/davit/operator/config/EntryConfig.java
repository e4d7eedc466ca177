package dev.davit.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where the gateway serves load balancers of type application (DAVIT_LOAD_BALANCERS_…). */
@ConfigMapping(prefix = "davit.load-balancers")
public interface EntryConfig {
    /** Whether the gateway serves them at all. */
    @WithDefault("false")
    boolean enabled();

    /** The first of the gateway's ports for listeners. */
    @WithName("first-port")
    @WithDefault("10000")
    int firstPort();

    /** How many there are, and so how many listeners a cluster can have. */
    @WithName("port-count")
    @WithDefault("256")
    int portCount();

    /** Whether NetworkPolicies stand before the gateway, so that each load balancer has one that lets its callers in. */
    @WithDefault("false")
    boolean policies();

    /** Whom a rule for all addresses means, as a JSON list of NetworkPolicy peers; empty: everybody. */
    @WithDefault("[]")
    String from();
}
