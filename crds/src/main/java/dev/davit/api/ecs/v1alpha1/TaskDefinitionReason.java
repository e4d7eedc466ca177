package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a TaskDefinition. */
public enum TaskDefinitionReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** The specification is registered as the revision that status names. */
    Registered,
    /** A field asks for something that Davit cannot do yet; the message says which. */
    FieldUnsupported,
    /** The ServiceAccount that tasks shall run as does not exist in the namespace. */
    RoleNotFound,
    /** CPU and memory are not a row of the Fargate table. */
    SizeUnsupported,
    /** Another TaskDefinition of the namespace already has this family. */
    FamilyTaken
}
