package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** How long and how often the start of a run is tried. What its tasks do once they have their pod is not of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RetryPolicy {

    /**
     * How late a run may start, in seconds, 60 to 86,400 (default): a run that was missed is left out when it is older.
     * Tasks that have no pod by then, because what they name is not there or the cluster does not take it, end with
     * stopCode TaskFailedToStart; unless concurrencyPolicy is Forbid, they end when the next run is planned, so that
     * they do not pile up.
     */
    @Default("86400")
    @ValidationRule(
            value = "self >= 60 && self <= 86400",
            message = "maximumEventAgeInSeconds must be between 60 and 86400 (a day), as on AWS.")
    public Integer maximumEventAgeInSeconds;

    /** How often a start is tried again that the cluster refused, for example by a quota, 0 to 185 (default). */
    @Default("185")
    @ValidationRule(
            value = "self >= 0 && self <= 185",
            message = "maximumRetryAttempts must be between 0 and 185, as on AWS.")
    public Integer maximumRetryAttempts;
}
