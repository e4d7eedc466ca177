package dev.davit.operator.config;

import java.util.Optional;

/** A Gateway "edge/public" before load balancers, below lb.example.com; or none. */
public record RouteSettings(Optional<String> gateway, String hosts) implements EntryRouteConfig {
    @Override
    public Optional<String> gatewayNamespace() {
        return Optional.of("edge");
    }

    @Override
    public Optional<String> sectionName() {
        return Optional.of("https");
    }

    @Override
    public Optional<String> domain() {
        return Optional.of("lb.example.com");
    }
}
