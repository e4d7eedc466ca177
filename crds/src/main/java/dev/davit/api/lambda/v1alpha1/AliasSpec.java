package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import java.util.List;

/** Alias Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AliasSpec {
    /** Name. */
    public String name;

    /** Function name. */
    public String functionName;

    /** Function ref. */
    public Reference functionRef;

    /** Function version. */
    public String functionVersion;

    /** Description. */
    public String description;

    /** Routing config. */
    public RoutingConfig routingConfig;

    /** Provisioned concurrency config. */
    public ProvisionedConcurrencyConfig provisionedConcurrencyConfig;

    /** Function event invoke config. */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /** Permissions. */
    public List<Permission> permissions;
}
