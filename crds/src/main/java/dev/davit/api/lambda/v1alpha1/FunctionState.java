package dev.davit.api.lambda.v1alpha1;

/** Values of a function's {@code state}, as on AWS. */
public enum FunctionState {
    /** Being created; an invocation is refused with ResourceConflictException. */
    Pending,
    /** Can be invoked. */
    Active,
    /** Put aside after long idleness; not used yet. */
    Inactive,
    /** Could not be created; {@code stateReason} says why. */
    Failed
}
