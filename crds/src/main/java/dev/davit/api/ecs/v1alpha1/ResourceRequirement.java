package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A GPU or accelerator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ResourceRequirement {

    /** GPU or InferenceAccelerator. */
    @Size(max = 64) public String type;

    /** How many, or which. */
    @Size(max = 255) public String value;
}
