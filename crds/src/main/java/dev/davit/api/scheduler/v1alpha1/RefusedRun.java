package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A run whose start was refused and is tried again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RefusedRun {

    /** Its planned time (RFC 3339). */
    public String scheduledTime;

    /** How often its start was refused. */
    public Integer attempts;

    /** When it is tried again (RFC 3339). */
    public String nextAttempt;
}
