package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/** The first step of a CANARY deployment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CanaryConfiguration {

    /** The share of production traffic that the new revision gets first, in percent: 0.1 to 100.0, default 5.0. */
    @ValidationRule(
            value = "self >= 0.1 && self <= 100.0",
            message = "canaryPercent must be between 0.1 and 100.0 percent: choose a number in it.")
    public Double canaryPercent;

    /** How long it has that share before it gets the rest, in minutes: 0 to 1440, default 10. */
    @ValidationRule(
            value = "self >= 0 && self <= 1440",
            message = "canaryBakeTimeInMinutes must be between 0 and 1440 minutes (24 hours): choose a number in it.")
    public Integer canaryBakeTimeInMinutes;
}
