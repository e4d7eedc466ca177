package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Version. */
public enum VersionReason implements Reason {
    /** The version has its number and can be invoked. */
    Published,
    /** The Function to publish does not exist in the namespace. */
    FunctionNotFound,
    /** The Function to publish is not ready; the version waits for it. */
    FunctionNotReady,
    /** The code is not the one that the version asks for (codeSHA256). */
    CodeChanged,
    /** The Function is not at the revision that the version asks for (revisionID). */
    RevisionMismatch,
    /** The FunctionRevision that this version pinned is gone. */
    RevisionMissing
}
