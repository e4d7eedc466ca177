package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Ephemeral Storage. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EphemeralStorage {
    /** Size. */
    public Integer size;
}
