package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Config Map Reference. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ConfigMapReference {
    /** Name. */
    public String name;
}
