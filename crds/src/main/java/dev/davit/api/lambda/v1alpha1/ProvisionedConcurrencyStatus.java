package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** How far the environments are that a version or an alias keeps initialised, in the words of GetProvisionedConcurrencyConfig. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProvisionedConcurrencyStatus {

    /** How many are kept: what the specification asks for, once it is granted. */
    public Integer requestedProvisionedConcurrentExecutions;

    /** How many of them there are, initialised or being initialised. */
    public Integer allocatedProvisionedConcurrentExecutions;

    /** How many of them are initialised, at work or not. */
    public Integer availableProvisionedConcurrentExecutions;

    /** IN_PROGRESS, READY or FAILED. */
    public String status;

    /**
     * Why the status is FAILED: FUNCTION_ERROR_INIT_FAILURE when the function cannot be initialised, else the reason of its
     * EnvironmentPool, such as ImagePullFailed. The condition Provisioned says more.
     */
    public String statusReason;
}
