package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** How exactly a Schedule's time is kept. */
@ValidationRule(
        value = "(self.mode == 'FLEXIBLE') == has(self.maximumWindowInMinutes)",
        message =
                "maximumWindowInMinutes goes with mode FLEXIBLE and with no other: set both, or mode OFF without a window.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FlexibleTimeWindow {

    /**
     * OFF (in YAML in quotes, or it is read as false): at its time. FLEXIBLE: at some moment within the window after
     * it, the same one however often it is looked up, and always before the next run's time.
     */
    @Required
    @Values({"OFF", "FLEXIBLE"})
    public String mode;

    /** The window in minutes, 1 to 1,440. */
    @ValidationRule(
            value = "self >= 1 && self <= 1440",
            message = "maximumWindowInMinutes must be between 1 and 1440 (a day), as on AWS.")
    public Integer maximumWindowInMinutes;
}
