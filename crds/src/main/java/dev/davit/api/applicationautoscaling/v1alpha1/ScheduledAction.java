package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A change of a ScalableTarget's limits at planned times. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduledAction {

    /** Its name, unique in the ScalableTarget. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_.-]{1,256}$')",
            message =
                    "scheduledActionName may hold 1 to 256 letters, digits, underscores, dots and hyphens: respell it.")
    @Size(min = 1, max = 256) public String scheduledActionName;

    /**
     * When: {@code at(2026-12-24T18:00:00)}, {@code rate(1 day)} or {@code cron(0 8 ? * MON-FRI *)} (minutes, hours, day of month,
     * month, day of week, year; one of the two days must be ?). A rate counts from startTime, else from the ScalableTarget's
     * creation. One that was missed is made up for.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^(rate|cron|at)[(].+[)]$')",
            message =
                    "schedule must be at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(minutes hours day-of-month month day-of-week year), "
                            + "for example cron(0 8 ? * MON-FRI *).")
    @Size(min = 1, max = 256) public String schedule;

    /** The time zone of at and cron, by its IANA name such as Europe/Berlin; default UTC. */
    @Size(min = 1, max = 50) public String timezone;

    /** The time (RFC 3339) before which it does nothing. */
    @ValidationRule(
            value = TimeForm.RULE,
            message = "startTime must be a time in the form 2026-12-01T00:00:00Z or with an offset such as +01:00.")
    @Size(max = 35) public String startTime;

    /** The time (RFC 3339) after which it does nothing. */
    @ValidationRule(
            value = TimeForm.RULE,
            message = "endTime must be a time in the form 2026-12-31T00:00:00Z or with an offset such as +01:00.")
    @Size(max = 35) public String endTime;

    /** The limits that hold from then on, until another action or an edit of the ScalableTarget's own. */
    @Required
    public ScalableTargetAction scalableTargetAction;
}
