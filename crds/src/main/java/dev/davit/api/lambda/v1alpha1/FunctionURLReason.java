package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a FunctionURLConfig. */
public enum FunctionURLReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** The function that the URL invokes is there, and its alias. */
    Resolved,
    /** The Function of the URL does not exist in the namespace. */
    FunctionNotFound,
    /** The Function has no such alias. */
    AliasNotFound,
    /** Another FunctionURLConfig is the URL of the same function and qualifier already. */
    AlreadyConfigured
}
