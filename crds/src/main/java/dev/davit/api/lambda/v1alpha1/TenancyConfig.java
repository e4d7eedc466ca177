package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;

/** Environments apart for each tenant. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TenancyConfig {

    /** PER_TENANT: environments are never shared between tenants. */
    @Values({"PER_TENANT"})
    public String tenantIsolationMode;
}
