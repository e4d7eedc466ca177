package dev.davit.api.lambda.v1alpha1;

/** Values of a function's {@code stateReasonCode} and {@code lastUpdateStatusReasonCode}, as on AWS. */
public enum StateReasonCode {
    /** Idle for long. */
    Idle,
    /** Being created. */
    Creating,
    /** An error of Davit itself. */
    InternalError,
    /** The specification cannot be used. */
    InvalidConfiguration,
    /** There is no such runtime. */
    InvalidRuntime,
    /** The zip archive of the code is none that can be used. */
    InvalidZipFileException,
    /** The image is not one that can run. */
    InvalidImage,
    /** The image may not be pulled. */
    ImageAccessDenied,
    /** The image does not exist. */
    ImageDeleted,
    /** The role cannot be used. */
    InsufficientRolePermissions,
    /** The cluster or the namespace has no room. */
    InsufficientCapacity,
    /** The function ends on its own while it starts. */
    FunctionError
}
