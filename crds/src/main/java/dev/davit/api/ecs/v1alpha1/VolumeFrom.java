package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Volume From. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VolumeFrom {
    /** Source container. */
    public String sourceContainer;

    /** Read only. */
    public Boolean readOnly;
}
