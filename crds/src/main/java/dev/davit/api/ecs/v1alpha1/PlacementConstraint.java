package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A rule for placement on container instances. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PlacementConstraint {

    /** distinctInstance or memberOf. */
    @Size(max = 64) public String type;

    /** A query in ECS's language. */
    @Size(max = 2000) public String expression;
}
