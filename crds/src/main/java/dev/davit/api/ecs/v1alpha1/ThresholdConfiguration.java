package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.ValidationRule;

/** How many failed tasks the deployment circuit breaker allows. */
@ValidationRule(
        value = "!has(self.value) || self.value <= 100 || has(self.type) && self.type != 'BOUNDED_PERCENT'",
        message =
                "A threshold of type BOUNDED_PERCENT must be between 1 and 100: above it no deployment would fail for most desired counts. Lower value, or use UNBOUNDED_PERCENT or COUNT.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ThresholdConfiguration {

    /**
     * COUNT: value is the number of tasks. BOUNDED_PERCENT (default): value percent of desiredCount, at least 3
     * and at most 200. UNBOUNDED_PERCENT: value percent of desiredCount, at least 1.
     */
    @Values({"COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"})
    public String type;

    /** The number or the percentage, at least 1, and at most 100 with BOUNDED_PERCENT; default 50. */
    @ValidationRule(
            value = "self >= 1",
            message =
                    "The threshold of the circuit breaker must be at least 1: with 0 every deployment would fail at once.")
    public Integer value;
}
