package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Task. */
public enum TaskReason implements Reason {
    /** The specification is valid and its task definition exists. */
    Accepted,
    /** There is no such task definition, or no such revision of it. */
    TaskDefinitionNotFound,
    /** The task definition is not registered yet; the task waits for it. */
    TaskDefinitionNotReady,
    /** A subnet that is named is not in the namespace or not ready; it is waited for. */
    SubnetNotReady,
    /** A security group that is named is not in the namespace or not in force; it is waited for. */
    SecurityGroupNotReady,
    /** Subnets and security groups are of several VPCs, or of another account. */
    NetworkInvalid,
    /** Every subnet that is named is full; the task waits for room. */
    SubnetFull,
    /** What the task takes instead of its definition's does not fit: the container, the size or the sum of all. */
    OverridesInvalid,
    /** No capacity provider of that name is configured in the cluster. */
    CapacityProviderNotFound,
    /** The pod is being started. */
    Starting,
    /** Every essential container runs. */
    Running,
    /** Every essential container ended with exit code 0. */
    Succeeded,
    /** The task is being stopped. */
    Stopping,
    /** The task was stopped because somebody asked for it. */
    Stopped,
    /** An essential container ended with another exit code than 0. */
    EssentialContainerExited,
    /** An image cannot be pulled; the message holds the cause. */
    ImagePullFailed,
    /** A container cannot be started: its program, its user or a Secret that it names; the message holds the cause. */
    StartFailed,
    /** A container needed more memory than it has. */
    OutOfMemory,
    /** The task ran longer than its timeout and was stopped. */
    TimedOut,
    /** No node has room for the task. */
    Unschedulable,
    /** A ResourceQuota of the namespace does not allow the task. */
    QuotaExceeded,
    /** The API server refused the pod of the task; the message holds its words. */
    PodRefused,
    /** The pod of the task disappeared: somebody deleted it, or its node is gone. */
    PodLost
}
