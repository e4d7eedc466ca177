package dev.davit.api.lambda.v1alpha1;

import java.util.LinkedHashMap;
import java.util.Map;

/** Pure: how a function's {@link LoggingConfig} is told to its runtime, which writes the log: by environment variables. */
public final class LoggingVariables {

    /** Text or JSON; AWS's runtime clients read it. */
    public static final String FORMAT = "AWS_LAMBDA_LOG_FORMAT";

    /** The lowest level of the function's own lines; AWS's runtime clients read it. */
    public static final String LEVEL = "AWS_LAMBDA_LOG_LEVEL";

    /** The lowest level of the platform's lines; the managed runtimes' bootstraps read it. */
    public static final String SYSTEM_LEVEL = "DAVIT_SYSTEM_LOG_LEVEL";

    private LoggingVariables() {}

    /** The variables; none for null. AWS's level where none is given is INFO. */
    public static Map<String, String> of(LoggingConfig logging) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (logging != null && "JSON".equals(logging.logFormat)) {
            variables.put(FORMAT, "JSON");
            variables.put(LEVEL, logging.applicationLogLevel == null ? "INFO" : logging.applicationLogLevel);
            variables.put(SYSTEM_LEVEL, logging.systemLogLevel == null ? "INFO" : logging.systemLogLevel);
        } else if (logging != null && logging.logFormat != null) {
            variables.put(FORMAT, logging.logFormat);
        }
        return variables;
    }

    /** The log group's name. */
    public static String group(LoggingConfig logging, String function) {
        return logging == null || logging.logGroup == null ? "/aws/lambda/" + function : logging.logGroup;
    }
}
