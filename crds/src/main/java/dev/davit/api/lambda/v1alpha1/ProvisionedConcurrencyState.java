package dev.davit.api.lambda.v1alpha1;

/** How far provisioned environments are, in AWS's words. */
public enum ProvisionedConcurrencyState {
    /** Fewer environments are initialised than were asked for, and more are on their way. */
    IN_PROGRESS,
    /** As many environments are initialised as were asked for. */
    READY,
    /** The last environments could not be initialised; Davit tries again, less and less often. */
    FAILED
}
