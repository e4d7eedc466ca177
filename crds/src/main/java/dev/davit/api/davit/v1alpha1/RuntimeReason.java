package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Runtime. */
public enum RuntimeReason implements Reason {
    /** Functions can use this runtime. */
    Ready,
    /** Functions can use this runtime, but should move to a newer one. */
    Deprecated
}
