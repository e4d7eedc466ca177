package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a FunctionRevision. */
public enum RevisionReason implements Reason {
    /** Environments of this revision can be started. */
    Ready,
    /** The pool that runs this revision is being prepared. */
    PoolPending,
    /** The pool that runs this revision cannot start environments; the message says why. */
    PoolFailed,
    /** The pool that runs this revision does not exist. */
    PoolMissing
}
