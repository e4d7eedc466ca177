package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Version. */
public enum VersionReason implements Reason {
    /** What may change of the version can be had. */
    Accepted,
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
    /** A destination of the version's asynchronous invocations cannot be meant; the message says why. */
    DestinationInvalid,
    /** Another Version object has this number already, as the code is the same, and its settings are those of the version. */
    AlreadyPublished,
    /** As many environments are kept initialised as were asked for. */
    ProvisionedReady,
    /** Environments are being initialised. */
    Provisioning,
    /** Environments cannot be initialised; the message says why. */
    ProvisioningFailed,
    /** The function reserves less concurrency than would be provisioned. */
    ReservedConcurrencyExceeded,
    /** The namespace has not so much concurrency left that so many could be provisioned. */
    ConcurrencyExceeded,
    /** An alias that points at this version has provisioned concurrency already. */
    AliasProvisioned,
    /** Every function that a destination names is there. */
    DestinationsFound,
    /** A function that a destination names is not in the namespace. */
    DestinationNotFound,
    /** The FunctionRevision that this version pinned is gone. */
    RevisionMissing
}
