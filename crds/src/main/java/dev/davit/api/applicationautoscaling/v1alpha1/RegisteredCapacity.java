package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The limits of a specification. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RegisteredCapacity {

    /** The minimum. */
    public Integer minCapacity;

    /** The maximum. */
    public Integer maxCapacity;
}
