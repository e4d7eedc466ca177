package dev.davit.gateway.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the cluster is known and there is a key to prove environments with. */
@Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {

    private final GatewayApplication application;

    ReadyCheck(GatewayApplication application) {
        this.application = application;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog-and-key")
                .status(application.isReady())
                .build();
    }
}
