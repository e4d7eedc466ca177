package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Service. */
public enum ServiceReason implements Reason {
    /** The specification is valid, and what it names is there. */
    Accepted,
    /** The Cluster that it names is not in the namespace; it is waited for. */
    ClusterNotFound,
    /** The task definition that it names, or that revision of it, is not in the namespace; it is waited for. */
    TaskDefinitionNotFound,
    /** The task definition is not registered yet; it is waited for. */
    TaskDefinitionNotReady,
    /** A TargetGroup that it names is not in the namespace; it is waited for. */
    TargetGroupNotFound,
    /** A Rule that it names is not in the namespace; it is waited for. */
    ListenerRuleNotFound,
    /** A load balancer names a container or port that the task definition does not have. */
    ContainerNotFound,
    /** A capacity provider that it or its cluster names is not configured, or all weights are 0. */
    CapacityProviderNotFound,
    /** Nobody says how the alarms are that are to guard its deployments; that is waited for. */
    AlarmsNotReported,
    /** So many healthy tasks of the newest deployment run as are wanted, and no others. */
    Steady,
    /** A deployment is in progress. */
    Deploying,
    /** The newest deployment completed. */
    DeploymentCompleted,
    /** The newest deployment failed and starts no further task; the message says why. */
    DeploymentFailed,
    /** The newest deployment failed, and the service runs the one before; the message says why. */
    DeploymentRolledBack,
    /** minimumHealthyPercent and maximumPercent leave no room to replace a task of so few. */
    DeploymentBlocked,
    /** A lifecycle hook waits for somebody. */
    DeploymentPaused,
    /** Tasks are started, stopped or replaced. */
    Scaling,
    /** Tasks fail again and again; they are started ever more rarely. */
    TasksFailing,
    /** A task has had no pod for a minute; the message says what it waits for. */
    TaskNotPlaced,
    /** Another Service of the namespace has its name, or another object the name of its core Service. */
    NameTaken
}
