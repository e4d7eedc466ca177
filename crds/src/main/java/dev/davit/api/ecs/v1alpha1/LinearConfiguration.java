package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/** Steps of a LINEAR deployment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LinearConfiguration {

    /** The share of production traffic that each step moves, in percent: 3.0 to 100.0, default 10.0. */
    @ValidationRule(
            value = "self >= 3.0 && self <= 100.0",
            message = "stepPercent must be between 3.0 and 100.0 percent: choose a number in it.")
    public Double stepPercent;

    /** The time between two steps in minutes: 0 to 1440, default 6. Not waited after the last one. */
    @ValidationRule(
            value = "self >= 0 && self <= 1440",
            message = "stepBakeTimeInMinutes must be between 0 and 1440 minutes (24 hours): choose a number in it.")
    public Integer stepBakeTimeInMinutes;
}
