package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Ephemeral Storage. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EphemeralStorage {
    /** Size in gi b. */
    public Integer sizeInGiB;
}
