package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The share of a target group. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetGroupWeight {

    /** The TargetGroup by name. */
    @Required
    @Size(max = 255) public String targetGroup;

    /** Its weight, 0 to 999, relative to the others. */
    @Required
    @Min(0) @Max(999) public Integer weight;
}
