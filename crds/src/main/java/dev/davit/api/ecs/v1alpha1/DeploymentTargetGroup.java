package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A target group in which the tasks of a deployment are registered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentTargetGroup {

    /** The TargetGroup by name. */
    @Size(max = 255) public String targetGroup;

    /** The container that serves. */
    @Size(max = 255) public String containerName;

    /** The port on which it serves. */
    public Integer containerPort;
}
