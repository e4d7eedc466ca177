package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A target group that requests go to now, and its weight. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ForwardTarget {

    /**
     * The metadata.name of the TargetGroup.
     */
    @Required
    @Size(min = 1, max = 63) public String targetGroup;

    /**
     * Its share against the others, 0 to 999.
     */
    @Required
    public Integer weight;
}
