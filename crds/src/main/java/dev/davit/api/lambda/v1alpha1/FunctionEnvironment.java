package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Function Environment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionEnvironment {
    /** Variables. */
    public Map<String, String> variables;
}
