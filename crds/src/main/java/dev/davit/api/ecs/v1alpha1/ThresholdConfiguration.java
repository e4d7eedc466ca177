package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.ValidationRule;

/** How many failed tasks the deployment circuit breaker allows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ThresholdConfiguration {

    /**
     * COUNT: value is the number of tasks. BOUNDED_PERCENT (default): value percent of desiredCount, at least 3
     * and at most 200. UNBOUNDED_PERCENT: value percent of desiredCount, at least 1.
     */
    @Values({"COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"})
    public String type;

    /** The number or the percentage, at least 1; default 50. */
    @ValidationRule(
            value = "self >= 1",
            message =
                    "The threshold of the circuit breaker must be at least 1: with 0 every deployment would fail at once.")
    public Integer value;
}
