package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Placement Constraint. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PlacementConstraint {
    /** Type. */
    public String type;

    /** Expression. */
    public String expression;
}
