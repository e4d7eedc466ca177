package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Form and level of a function's log. */
@ValidationRule(
        value =
                "!(has(self.applicationLogLevel) || has(self.systemLogLevel)) || (has(self.logFormat) && self.logFormat == "
                        + "'JSON')",
        message = "Log levels need logFormat: JSON, as on AWS Lambda: set it, or remove the levels.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoggingConfig {

    /** Text (default) or JSON: the platform's lines are JSON objects, and what the function logs by its language's logger. */
    @Values({"Text", "JSON"})
    public String logFormat;

    /**
     * The lowest level of the function's own lines that is written, where they go through its language's logger (Python:
     * logging; Node.js: console; Java: context.getLogger() with a level); default INFO. Only with logFormat JSON.
     */
    @Values({"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"})
    public String applicationLogLevel;

    /**
     * The lowest level of the platform's lines that is written; default INFO. WARN leaves those of what failed. DEBUG is
     * like INFO. Only with logFormat JSON.
     */
    @Values({"DEBUG", "INFO", "WARN"})
    public String systemLogLevel;

    /** The log group's name, which the function is told; default /aws/lambda/ and the function's name. Nothing else is done with it. */
    @Size(max = 512) public String logGroup;
}
