package dev.davit.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import org.junit.jupiter.api.Test;

@WithApiServer
class LeaseReleaseIT {
    private final ApiServer server;
    private final RunningOperator.Config config;

    LeaseReleaseIT(ApiServer server) {
        this.server = server;
        this.config = new RunningOperator.Config(server.newNamespace("lease"));
        server.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(Settings.LEASE)
                        .withNamespace(config.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("a")
                        .withLeaseDurationSeconds(15)
                        .endSpec()
                        .build())
                .create();
    }

    private String holderAfterReleaseBy(String identity) {
        new LeaseRelease(server.client(), config).release(identity);
        return server.client()
                .leases()
                .inNamespace(config.namespace())
                .withName(Settings.LEASE)
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    @Test
    void givesBackItsOwnLease() {
        assertThat(holderAfterReleaseBy("a")).isEmpty();
    }

    @Test
    void leavesAnothersLeaseAlone() {
        assertThat(holderAfterReleaseBy("b")).isEqualTo("a");
    }
}
