package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Docker Volume Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DockerVolumeConfiguration {
    /** Scope. */
    public String scope;

    /** Autoprovision. */
    public Boolean autoprovision;

    /** Driver. */
    public String driver;

    /** Driver opts. */
    public Map<String, String> driverOpts;

    /** Labels. */
    public Map<String, String> labels;
}
