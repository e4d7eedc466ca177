package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One thing that auto scaling did. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalingActivity {

    /** Its id, a UUID. */
    @Required
    @Size(max = 64) public String activityID;

    /** What was done, for example: Setting desired count to 4. */
    @Size(max = 1024) public String description;

    /** Why: the alarm and policy, or the scheduled action. */
    @Size(max = 1024) public String cause;

    /** When it began (RFC 3339). */
    @Size(max = 35) public String startTime;

    /** When it ended (RFC 3339). */
    @Size(max = 35) public String endTime;

    /** InProgress, Successful, Overridden (somebody else set another count meanwhile) or Failed. */
    @Size(max = 32) public String statusCode;

    /** What became of it, for people. */
    @Size(max = 1024) public String statusMessage;

    /** The name of the policy that asked for it; none for a scheduled action. Davit's own field. */
    @Size(max = 256) public String policyName;

    /** The desired count before. Davit's own field. */
    public Integer previousCapacity;

    /** The desired count that it sets. Davit's own field. */
    public Integer desiredCapacity;

    /** What steps count from while its cooldown lasts: the count before the first of scale-outs that follow each other. Davit's own field. */
    public Integer baseCapacity;
}
