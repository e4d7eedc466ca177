package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Environment Failures. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentFailures {
    /** Count. */
    public Integer count;

    /** Last time. */
    public String lastTime;

    /** Reason. */
    public String reason;

    /** Message. */
    public String message;

    /** Exit code. */
    public Integer exitCode;
}
