package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** An Elastic Inference accelerator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class InferenceAccelerator {

    /** Its name. */
    @Size(max = 255) public String deviceName;

    /** Its type. */
    @Size(max = 255) public String deviceType;
}
