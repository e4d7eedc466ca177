package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** EFSAuthorization Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EFSAuthorizationConfig {
    /** Access point id. */
    public String accessPointID;

    /** Iam. */
    public String iam;
}
