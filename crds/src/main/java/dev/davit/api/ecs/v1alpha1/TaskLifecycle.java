package dev.davit.api.ecs.v1alpha1;

/** Values of {@code lastStatus}, in the order in which a task goes through them, as on AWS. */
public enum TaskLifecycle {
    /** Accepted; the pod is not made yet. */
    PROVISIONING,
    /** The pod waits for a node, its images or its start. */
    PENDING,
    /** Containers start; some do not run yet. */
    ACTIVATING,
    /** All essential containers run. */
    RUNNING,
    /** On its way to a stop. */
    DEACTIVATING,
    /** Containers were asked to end. */
    STOPPING,
    /** Containers have ended; what was made for the task is removed. */
    DEPROVISIONING,
    /** Ended for good. */
    STOPPED
}
