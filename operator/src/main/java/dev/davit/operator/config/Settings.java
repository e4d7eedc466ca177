package dev.davit.operator.config;

import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.IdSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes the few things that are injected everywhere. */
@Singleton
class Settings {
    /** The lease that the leading replica holds. */
    static final String LEASE = "davit-operator";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    IdSource ids() {
        SecureRandom random = new SecureRandom();
        return length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    @Produces
    @Singleton
    EventWriter events(KubernetesClient client, Clock clock, OperatorConfig config) {
        return new EventWriter(client, clock, config.podName().orElse("davit-operator"));
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration lease(OperatorConfig config) {
        LeaderElectionConfigurationBuilder lease = LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                        LEASE)
                .withLeaseNamespace(config.namespace());
        config.podName().ifPresent(lease::withIdentity);
        return lease.build();
    }
}
