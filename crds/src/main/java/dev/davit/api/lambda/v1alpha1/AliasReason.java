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
    /** A destination of the alias' asynchronous invocations cannot be meant; the message says why. */
    DestinationInvalid,
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
    /** The version that the alias points at has provisioned concurrency of its own. */
    VersionProvisioned,
    /** $LATEST cannot have provisioned concurrency. */
    VersionUnpublished,
    /** Every function that a destination names is there. */
    DestinationsFound,
    /** A function that a destination names is not in the namespace. */
    DestinationNotFound,
    /** Another Alias of the same Function already has this name. */
    NameTaken
}
