package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Tenancy Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TenancyConfig {
    /** Tenant isolation mode. */
    public String tenantIsolationMode;
}
