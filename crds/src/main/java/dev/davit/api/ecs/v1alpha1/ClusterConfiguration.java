package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** How people run commands in the tasks of a cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ClusterConfiguration {

    /** How people run commands. */
    public ExecuteCommandConfiguration executeCommandConfiguration;
}
