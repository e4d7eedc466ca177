package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import java.util.List;

/** Task Definition Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskDefinitionSpec {
    /** Family. */
    public String family;

    /** Cpu. */
    public String cpu;

    /** Memory. */
    public String memory;

    /** Container definitions. */
    public List<ContainerDefinition> containerDefinitions;

    /** Volumes. */
    public List<Volume> volumes;

    /** Ephemeral storage. */
    public EphemeralStorage ephemeralStorage;

    /** Runtime platform. */
    public RuntimePlatform runtimePlatform;

    /** Requires compatibilities. */
    public List<String> requiresCompatibilities;

    /** Network mode. */
    public String networkMode;

    /** Task role arn. */
    public String taskRoleARN;

    /** Task role ref. */
    public Reference taskRoleRef;

    /** Execution role arn. */
    public String executionRoleARN;

    /** Ipc mode. */
    public String ipcMode;

    /** Pid mode. */
    public String pidMode;

    /** Placement constraints. */
    public List<PlacementConstraint> placementConstraints;

    /** Proxy configuration. */
    public ProxyConfiguration proxyConfiguration;

    /** Inference accelerators. */
    public List<InferenceAccelerator> inferenceAccelerators;

    /** Tags. */
    public List<Tag> tags;
}
