package dev.davit.gateway.environment;

/** Port: which environment speaks on the runtime port. Pure; callable from any thread. */
@FunctionalInterface
public interface CallerIdentity {

    /** The environment whose own address is in this {@code Host} header, or null when it is not proven. */
    EnvironmentId identify(String host);
}
