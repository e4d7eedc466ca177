package dev.davit.gateway.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the one event loop answers. */
@Liveness
@ApplicationScoped
class LiveCheck implements HealthCheck {

    private final GatewayApplication application;

    LiveCheck(GatewayApplication application) {
        this.application = application;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("event-loop")
                .status(application.isAlive())
                .build();
    }
}
