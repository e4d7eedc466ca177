package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of an EnvironmentPool; also the reasons of its failures. */
public enum PoolReason implements Reason {
    /** The pool has the environments that it should have. */
    Ready,
    /** Environments are being started or stopped. */
    Scaling,
    /** The first environment of an image is being started, to see whether the image works. */
    Verifying,
    /** The image cannot be pulled; the message holds the cause. */
    ImagePullFailed,
    /** An environment ended on its own before it was ready. */
    EnvironmentCrashed,
    /** An environment did not become ready within its initialisation time. */
    InitTimeout,
    /** An environment needed more memory than the function has. */
    OutOfMemory,
    /** No node has room for an environment. */
    Unschedulable,
    /** A ResourceQuota of the namespace does not allow another environment. */
    QuotaExceeded,
    /** The API server refused the pod of an environment; the message holds its words. */
    PodRefused,
    /** A subnet or security group of the pool is not there or not in force; nothing is started without it. */
    NetworkNotReady,
    /** Every subnet of the pool is full. */
    SubnetFull,
    /** The Runtime of the pool does not exist. */
    RuntimeNotFound,
    /** The ServiceAccount of the pool does not exist. */
    ServiceAccountNotFound;

    /** Whether that reason says that the environments do start, and then end by themselves. */
    public static boolean isCrash(String reason) {
        return EnvironmentCrashed.name().equals(reason) || OutOfMemory.name().equals(reason);
    }
}
