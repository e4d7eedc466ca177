package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Container Dependency. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerDependency {
    /** Container name. */
    public String containerName;

    /** Condition. */
    public String condition;
}
