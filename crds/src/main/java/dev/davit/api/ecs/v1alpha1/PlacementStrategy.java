package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A wish for the nodes on which tasks run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PlacementStrategy {

    /** spread, binpack or random. */
    @Required
    @Values({"random", "spread", "binpack"})
    public String type;

    /** For spread: attribute:ecs.availability-zone, instanceId or host. */
    @Size(max = 255) public String field;
}
