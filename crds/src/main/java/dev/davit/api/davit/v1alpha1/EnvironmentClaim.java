package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Environment Claim. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentClaim {
    /** Pod. */
    public String pod;

    /** Revision. */
    public String revision;
}
