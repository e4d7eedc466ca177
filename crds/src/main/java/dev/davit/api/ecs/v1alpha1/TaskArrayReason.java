package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a TaskArray. */
public enum TaskArrayReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** Its tasks are at work. */
    Running,
    /** Every index ended well. */
    Succeeded,
    /** An index failed in all its attempts. */
    TaskFailed,
    /** It was stopped before all of it had run. */
    Stopped,
    /** The cluster refuses its tasks; they are tried again. */
    TaskRefused
}
