package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Failed starts since the last good one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentFailures {

    /** How many. */
    public Integer count;

    /** When the last one failed (RFC 3339). */
    public String lastTime;

    /**
     * Why the last one failed: ImagePullFailed, EnvironmentCrashed, InitTimeout, Unschedulable, QuotaExceeded
     * and so on.
     */
    public String reason;

    /** What the last one said. */
    public String message;

    /** The exit code of the last one, when its process ended. */
    public Integer exitCode;
}
