package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Environment Pool Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentPoolSpec {
    /** Runtime. */
    public String runtime;

    /** Function revision. */
    public String functionRevision;

    /** Image uri. */
    public String imageURI;

    /** Memory size. */
    public Integer memorySize;

    /** Ephemeral storage size. */
    public Integer ephemeralStorageSize;

    /** Service account name. */
    public String serviceAccountName;

    /** Warm. */
    public Integer warm;

    /** Initial. */
    public Integer initial;

    /** Init timeout seconds. */
    public Integer initTimeoutSeconds;

    /** Replicas. */
    public Integer replicas;

    /** Claims. */
    public List<EnvironmentClaim> claims;

    /** Retire. */
    public List<String> retire;
}
