package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When to run what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduleSpec {

    /**
     * When: {@code rate(5 minutes)} (minutes, hours, days), {@code cron(0 9 ? * MON-FRI *)} (minutes, hours, day of month,
     * month, day of week, year; one of the two days must be ?), or {@code at(2026-12-24T18:00:00)}, once. A rate counts
     * from startDate, else from the Schedule's creation, with a run at once. A cron time that a change of clocks leaves
     * out is skipped; one that comes twice runs once, the first time. A change counts from now on.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^(rate|cron|at)[(].+[)]$')",
            message =
                    "scheduleExpression must be rate(value unit), cron(minutes hours day-of-month month day-of-week year) or "
                            + "at(yyyy-mm-ddThh:mm:ss), for example cron(0 9 ? * MON-FRI *).")
    @Size(min = 1, max = 256) public String scheduleExpression;

    /** The time zone of cron and at, by its IANA name such as Europe/Berlin; default UTC. Without effect on a rate. */
    @Size(min = 1, max = 50) public String scheduleExpressionTimezone;

    /** The time (RFC 3339) before which nothing runs; a rate counts from it. Without effect on at. */
    @ValidationRule(
            value = TimeForm.RULE,
            message = "startDate must be a time in the form 2026-12-01T00:00:00Z or with an offset such as +01:00.")
    @Size(max = 35) public String startDate;

    /** The time (RFC 3339) after which nothing runs. Without effect on at. */
    @ValidationRule(
            value = TimeForm.RULE,
            message = "endDate must be a time in the form 2026-12-31T00:00:00Z or with an offset such as +01:00.")
    @Size(max = 35) public String endDate;

    /** ENABLED (default), or DISABLED: what would have run meanwhile is not caught up on. */
    @Default("ENABLED")
    @Values({"ENABLED", "DISABLED"})
    public String state;

    /** For people, at most 512 characters. */
    @Size(max = 512) public String description;

    /** How exactly the time is kept; default exactly. */
    public FlexibleTimeWindow flexibleTimeWindow;

    /**
     * DELETE deletes the Schedule after its last run, of which there is one for at and with an endDate; its tasks stay.
     * Default NONE.
     */
    @Values({"NONE", "DELETE"})
    public String actionAfterCompletion;

    /**
     * What happens when a run is due while tasks of an earlier one have not stopped: Allow (default, as on AWS) runs them
     * beside each other, Forbid leaves the run out, Replace stops the earlier ones. Davit's own field.
     */
    @Values({"Allow", "Forbid", "Replace"})
    public String concurrencyPolicy;

    /** What runs. */
    @Required
    public ScheduleTarget target;
}
