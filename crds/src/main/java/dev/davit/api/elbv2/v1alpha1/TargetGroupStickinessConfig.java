package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/** Whether a client stays with the target group that it got first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetGroupStickinessConfig {

    /**
     * False (default).
     */
    @ValidationRule(
            value = "!self",
            message =
                    "Stickiness between target groups is not supported: leave it out, and keep sessions outside of the tasks.")
    public Boolean enabled;

    /**
     * Known from ACK: for how long, 1 to 604800 seconds.
     */
    @ValidationRule(
            value = "self >= 1 && self <= 604800",
            message = "durationSeconds must be between 1 and 604800 seconds, as on AWS.")
    public Long durationSeconds;
}
