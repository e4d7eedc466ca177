package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Runtime Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuntimeSpec {
    /** Image uri. */
    public String imageURI;

    /** Warm. */
    public Integer warm;

    /** Description. */
    public String description;

    /** Deprecated. */
    public Boolean deprecated;
}
