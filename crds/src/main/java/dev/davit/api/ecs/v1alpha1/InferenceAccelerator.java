package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Inference Accelerator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InferenceAccelerator {
    /** Device name. */
    public String deviceName;

    /** Device type. */
    public String deviceType;
}
