package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** A volume of the Docker engine. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DockerVolumeConfiguration {

    /** task or shared. */
    @Size(max = 16) public String scope;

    /** Whether it is made when it is missing. */
    public Boolean autoprovision;

    /** The driver. */
    @Size(max = 255) public String driver;

    /** The driver's options. */
    @Size(max = 100) public Map<String, @Size(max = 4096) String> driverOpts;

    /** Labels of the volume. */
    @Size(max = 100) public Map<String, @Size(max = 1024) String> labels;
}
