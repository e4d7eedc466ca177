package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.operator.config.CodeConfig;
import dev.davit.operator.config.EntryConfig;
import dev.davit.operator.config.OperatorConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the settings say of the installation, of the gateway's entry and of the cluster's names. */
@Singleton
public class EntrySite {
    private static final Map<String, String> GATEWAY =
            Map.of("app.kubernetes.io/name", "davit", "app.kubernetes.io/component", "gateway");

    private final LoadBalancerInputs.Site site;

    /** As the settings say. */
    @Inject
    public EntrySite(OperatorConfig config, EntryConfig entry, CodeConfig code) {
        this(config, entry.enabled(), code.clusterDomain());
    }

    /** As told. */
    public EntrySite(OperatorConfig config, boolean enabled, String domain) {
        site = new LoadBalancerInputs.Site(config.namespace(), GATEWAY, domain, config.region(), enabled);
    }

    LoadBalancerInputs.Site get() {
        return site;
    }
}
