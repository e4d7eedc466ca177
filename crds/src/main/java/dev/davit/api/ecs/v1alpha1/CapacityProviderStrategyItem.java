package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One capacity provider and its share of the tasks. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CapacityProviderStrategyItem {

    /** FARGATE, FARGATE_SPOT, or a name that the owner of the cluster has configured. */
    @Required
    @Size(min = 1, max = 255) public String capacityProvider;

    /**
     * How many tasks run there before weights count, 0 (default) to 100000. One provider of a list may have a
     * base.
     */
    @Min(0) @Max(100000) public Integer base;

    /** The relative share of the tasks beyond the base, 0 (default) to 1000. */
    @Min(0) @Max(1000) public Integer weight;
}
