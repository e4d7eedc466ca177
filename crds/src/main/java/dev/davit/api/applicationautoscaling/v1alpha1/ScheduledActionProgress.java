package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How far a scheduled action has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduledActionProgress {

    /** The action's name. */
    @Required
    @Size(max = 256) public String scheduledActionName;

    /** The schedule and time zone that decidedUntil counts for; another plan counts from when it was first seen. */
    @Size(max = 512) public String plan;

    /** The time (RFC 3339) up to which it is reflected in the limits in force. */
    @Size(max = 35) public String decidedUntil;

    /** When it is due next (RFC 3339); none when there is no further time. */
    @Size(max = 35) public String nextTime;
}
