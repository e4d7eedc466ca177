package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Environments kept ready before anybody calls. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProvisionedConcurrencyConfig {

    /** How many, at least 1. */
    @Required
    @ValidationRule(
            value = "self >= 1",
            message =
                    "provisionedConcurrentExecutions must be at least 1: remove provisionedConcurrencyConfig to keep none "
                            + "ready.")
    public Integer provisionedConcurrentExecutions;

    /** Known from ACK; follows from the object that holds this configuration and is ignored. */
    @Size(max = 140) public String functionName;

    /** Known from ACK; follows from the object that holds this configuration and is ignored. */
    @Size(max = 128) public String qualifier;
}
