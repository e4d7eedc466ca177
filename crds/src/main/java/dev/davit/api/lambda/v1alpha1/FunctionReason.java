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
    /** The code cannot be used: a file name leaves the code folder, or there is no file at all. */
    CodeInvalid,
    /** The ConfigMap that holds the code does not exist in the namespace. */
    ConfigMapNotFound,
    /** There is no Runtime of that name in this cluster; the message lists those there are. */
    RuntimeNotFound,
    /** The ServiceAccount that the function shall run as does not exist in the namespace. */
    RoleNotFound,
    /** The environment variables take more than 4,096 bytes. */
    EnvironmentTooLarge,
    /** An environment variable has a name that the platform sets itself. */
    EnvironmentReserved,
    /** The namespace has not so much concurrency left that this function could reserve what it asks for. */
    ConcurrencyExceeded,
    /** The name cannot be the name of a function here. */
    NameInvalid,
    /** Another Function of the namespace already has this name. */
    NameTaken,
    /** A field asks for something that would change what the function does and that Davit cannot do yet. */
    FieldUnsupported,
    /** A reference names something of a kind that Davit does not have yet. */
    ReferenceUnsupported,
    /** The revision of this specification can be invoked. */
    RevisionReady,
    /** The revision of this specification is being prepared. */
    RevisionPending,
    /** The revision of this specification cannot run; the message says why. */
    RevisionFailed
}
