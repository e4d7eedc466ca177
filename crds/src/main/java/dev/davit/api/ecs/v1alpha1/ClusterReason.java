package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Cluster. */
public enum ClusterReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** Another Cluster of the namespace has its name. */
    NameTaken
}
