package dev.davit.api.ecs.v1alpha1;

/** Values of {@code dependsOn[].condition}, as on AWS. */
public enum DependencyCondition {
    /** The other container has started. */
    START,
    /** The other container has ended, whatever its exit code. */
    COMPLETE,
    /** The other container has ended with exit code 0. */
    SUCCESS,
    /** The other container's health check has passed. */
    HEALTHY
}
