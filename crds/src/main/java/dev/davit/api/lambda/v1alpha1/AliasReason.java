package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of an Alias. */
public enum AliasReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** The alias points at a version that can be invoked. */
    Resolved,
    /** The Function of the alias does not exist in the namespace. */
    FunctionNotFound,
    /** The Function has no such version. */
    VersionNotFound,
    /** The version that the alias points at cannot be invoked yet. */
    VersionNotReady,
    /** Another Alias of the same Function already has this name. */
    NameTaken
}
