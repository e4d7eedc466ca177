package dev.davit.api.lambda.v1alpha1;

/** Values of a function's {@code lastUpdateStatus}, as on AWS. */
public enum LastUpdateStatus {
    /** The newest specification is what invocations run. */
    Successful,
    /** The newest specification cannot run; invocations run the one before. */
    Failed,
    /** The newest specification is being prepared; invocations run the one before. */
    InProgress
}
