package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A volume that is made for each task; refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceVolumeConfiguration {

    /** The volume of the task definition. */
    @Size(max = 255) public String name;

    /** An EBS volume. */
    public ServiceManagedEBSVolumeConfiguration managedEBSVolume;
}
