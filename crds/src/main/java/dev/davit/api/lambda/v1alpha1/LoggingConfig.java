package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Logging Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoggingConfig {
    /** Log format. */
    public String logFormat;

    /** Application log level. */
    public String applicationLogLevel;

    /** System log level. */
    public String systemLogLevel;

    /** Log group. */
    public String logGroup;
}
