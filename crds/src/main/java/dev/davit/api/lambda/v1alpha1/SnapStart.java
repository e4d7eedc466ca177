package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Snap Start. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SnapStart {
    /** Apply on. */
    public String applyOn;
}
