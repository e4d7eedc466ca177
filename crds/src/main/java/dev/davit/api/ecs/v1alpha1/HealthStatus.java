package dev.davit.api.ecs.v1alpha1;

/** Values of a container's {@code healthStatus}, as on AWS. */
public enum HealthStatus {
    /** Its health check passes. */
    HEALTHY,
    /** Its health check fails. */
    UNHEALTHY,
    /** It has no health check, or none has finished yet. */
    UNKNOWN
}
