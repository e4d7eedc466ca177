package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Function. */
public enum FunctionReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** This way to give code is not available yet; the message says what to use instead. */
    CodeSourceUnsupported,
    /** The code is larger than its source may hold. */
    CodeTooLarge,
    /** The code cannot be used: a file name leaves the code folder, there is no file, or the archive is broken. */
    CodeInvalid,
    /** The archive is being downloaded and looked into. */
    CodeFetching,
    /** The server of the archive does not serve it now; Davit tries again, less and less often. */
    CodeUnavailable,
    /** The archive's address leads into the cluster, a private network or nowhere that Davit goes. */
    CodeAddressRefused,
    /** The archive has another hash than the specification says. */
    CodeHashMismatch,
    /** The archive would write outside its folder, or holds links or devices. */
    CodeUnsafe,
    /** A layer version that the function names does not exist or is not ready. */
    LayerNotReady,
    /** A layer cannot be used: its ARN is malformed, or of another account or region. */
    LayerInvalid,
    /** The ConfigMap that holds the code does not exist in the namespace. */
    ConfigMapNotFound,
    /** There is no Runtime of that name in this cluster; the message lists those there are. */
    RuntimeNotFound,
    /** The ServiceAccount that the function shall run as does not exist in the namespace. */
    RoleNotFound,
    /** A subnet that is named is not in the namespace or not ready; it is waited for. */
    SubnetNotReady,
    /** A security group that is named is not in the namespace or not in force; it is waited for. */
    SecurityGroupNotReady,
    /** Subnets and security groups are of several VPCs, or of another account. */
    NetworkInvalid,
    /** The environment variables take more than 4,096 bytes. */
    EnvironmentTooLarge,
    /** An environment variable has a name that the platform sets itself. */
    EnvironmentReserved,
    /** The namespace has not so much concurrency left that this function could reserve what it asks for. */
    ConcurrencyExceeded,
    /** The function would reserve less concurrency than its versions and aliases have provisioned. */
    ReservedBelowProvisioned,
    /** The name cannot be the name of a function here. */
    NameInvalid,
    /** Another Function of the namespace already has this name. */
    NameTaken,
    /** A field asks for something that would change what the function does and that Davit cannot do yet. */
    FieldUnsupported,
    /** A reference names something of a kind that Davit does not have yet. */
    ReferenceUnsupported,
    /** Every function that a destination or the dead-letter target names is there. */
    DestinationsFound,
    /** A function that a destination or the dead-letter target names is not in the namespace. */
    DestinationNotFound,
    /** The revision of this specification can be invoked. */
    RevisionReady,
    /** The revision of this specification is being prepared. */
    RevisionPending,
    /** The revision of this specification cannot run; the message says why. */
    RevisionFailed
}
