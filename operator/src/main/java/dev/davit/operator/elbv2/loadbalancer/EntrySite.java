package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.operator.config.CodeConfig;
import dev.davit.operator.config.EntryConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the settings say of the gateway's entry and of the cluster's names. */
@Singleton
public class EntrySite {
    private final boolean enabled;
    private final String domain;

    /** As the settings say. */
    @Inject
    public EntrySite(EntryConfig entry, CodeConfig code) {
        this(entry.enabled(), code.clusterDomain());
    }

    /** As told. */
    public EntrySite(boolean enabled, String domain) {
        this.enabled = enabled;
        this.domain = domain;
    }

    boolean enabled() {
        return enabled;
    }

    String domain() {
        return domain;
    }
}
