package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The containers of a task and its size: the fields of ECS's RegisterTaskDefinition, as ACK names them. */
@ValidationRule(
        value = "has(self.cpu) && has(self.memory)",
        message =
                "cpu and memory are both needed, for a task is sized as on Fargate: set them, for example cpu: \"256\" and "
                        + "memory: \"512\".")
@ValidationRule(value = FargateTable.ROW_RULE, messageExpression = FargateTable.ROW_MESSAGE)
@ValidationRule(
        value = FargateTable.MEMORY_RULE,
        messageExpression =
                "'The containers ask for more memory than the task has (memory: ' + self.memory + '): raise memory of the "
                        + "task, or lower memory and memoryReservation of its containers.'")
@ValidationRule(
        value = FargateTable.CPU_RULE,
        messageExpression =
                "'The containers ask for more CPU than the task has (cpu: ' + self.cpu + '): raise cpu of the task, or lower "
                        + "cpu of its containers.'")
@ValidationRule(
        value = "!(has(self.taskRoleARN) && has(self.taskRoleRef))",
        message = "taskRoleARN and taskRoleRef both say who the task runs as: keep one of them.")
@ValidationRule(
        value = "has(self.family) == has(oldSelf.family) && (!has(self.family) || self.family == oldSelf.family)",
        message =
                "family cannot change, because tasks and services know the definition by it: create another TaskDefinition.")
@ValidationRule(
        value = "self.containerDefinitions.all(c, !has(c.mountPoints) || c.mountPoints.all(m, has(self.volumes) && "
                + "self.volumes.exists(v, v.name == m.sourceVolume)))",
        message =
                "A mountPoint names a volume that the task does not have: add it to volumes, or correct sourceVolume.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskDefinitionSpec {

    /**
     * The family that tasks name; default: metadata.name. 1 to 255 letters, digits, hyphens and underscores.
     * Cannot be changed, and is unique in the namespace.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,255}$')",
            message =
                    "family must be 1 to 255 letters, digits, hyphens and underscores, or leave it out to use metadata.name.")
    @Size(max = 255) public String family;

    /**
     * CPU of the task, a row of the Fargate table: "256" (.25 vCPU), "512", "1024", "2048", "4096", "8192" or
     * "16384" CPU units, also written as "0.25 vCPU" or "1 vCPU". Request and limit of the pod. Needed. A
     * change registers a new revision.
     */
    @ValidationRule(
            value = "self.matches(" + FargateTable.CPU_FORM + ")",
            message =
                    "cpu must be one of 256, 512, 1024, 2048, 4096, 8192 and 16384 (CPU units, 1024 to a vCPU) or the same "
                            + "in vCPU such as \"0.5 vCPU\": choose a row of the Fargate table.")
    @Size(max = 16) public String cpu;

    /**
     * Memory of the task in MiB, such as "512", or in GB, such as "0.5 GB" or "2GB"; which values go with which
     * cpu says the Fargate table: 256: 512, 1024, 2048; 512: 1024 to 4096; 1024: 2048 to 8192; 2048: 4096 to
     * 16384; 4096: 8192 to 30720 (steps of 1024); 8192: 16384 to 61440 (steps of 4096); 16384: 32768 to 122880
     * (steps of 8192). Request and limit of the pod. Needed. A change registers a new revision.
     */
    @ValidationRule(
            value = "self.matches(" + FargateTable.MEMORY_FORM + ")",
            message =
                    "memory must be a number of MiB such as \"2048\" or of GB such as \"2 GB\" (or \"0.5 GB\"): choose a row "
                            + "of the Fargate table.")
    @Size(max = 16) public String memory;

    /** The containers, 1 to 10. */
    @Required
    @MapKey("name")
    @ValidationRule(
            value = "size(self) >= 1",
            message = "A task needs at least one container: add one with a name and an image.")
    @ValidationRule(
            value = "size(self) == 0 || self.exists(c, !has(c.essential) || c.essential)",
            message =
                    "At least one container must be essential, because the task ends with its essential containers: remove "
                            + "essential: false from one of them.")
    @ValidationRule(
            value =
                    "self.all(c, !has(c.dependsOn) || c.dependsOn.all(d, d.containerName != c.name && self.exists(o, o.name "
                            + "== d.containerName)))",
            message = "dependsOn must name another container of the same task: correct containerName.")
    @ValidationRule(
            value =
                    "self.all(c, !has(c.dependsOn) || c.dependsOn.all(d, d.condition != 'HEALTHY' || self.all(o, o.name != "
                            + "d.containerName || has(o.healthCheck))))",
            message =
                    "dependsOn with condition HEALTHY needs a container with a healthCheck: add one to it, or wait for START.")
    @ValidationRule(
            value = "self.all(c, !has(c.dependsOn) || c.dependsOn.all(d, !(d.condition in ['COMPLETE', 'SUCCESS']) || "
                    + "self.all(o, o.name != d.containerName || (has(o.essential) && !o.essential))))",
            message =
                    "dependsOn with condition COMPLETE or SUCCESS waits for the end of a container, and the end of an "
                            + "essential one ends the task: set essential: false on it.")
    @Size(max = 10) public List<ContainerDefinition> containerDefinitions;

    /** Folders that containers of the task can share, at most 20: empty at its start, gone at its end. */
    @MapKey("name")
    @Size(max = 20) public List<Volume> volumes;

    /** Disk space of the task. */
    public EphemeralStorage ephemeralStorage;

    /** The kind of node that the task needs. */
    public RuntimePlatform runtimePlatform;

    /**
     * Launch types that the definition fits: FARGATE among them, as which every task runs. Others beside it have no
     * effect.
     */
    @ValidationRule(
            value = "size(self) == 0 || 'FARGATE' in self",
            message =
                    "requiresCompatibilities must contain FARGATE: there are no container instances (EC2, MANAGED_INSTANCES) and no external ones, every task runs as on Fargate. Add FARGATE or remove the field.")
    @Size(max = 4) public List<@Values({"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"}) String> requiresCompatibilities;

    /** Always awsvpc: every task has an address of its own. */
    @ValidationRule(
            value = "self == 'awsvpc'",
            message =
                    "networkMode must be awsvpc: a task has a network of its own, and host, bridge or none would put it onto "
                            + "its node's. Set awsvpc or remove the field.")
    @Size(max = 16) public String networkMode;

    /**
     * Who the containers run as: a ServiceAccount of the namespace by name; an IAM role ARN stands for the
     * ServiceAccount that is called like its last part. Default: the task has no identity in the cluster. Not
     * together with taskRoleRef.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:iam::[0-9]*:role/([^/]+/)*)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$')",
            message =
                    "taskRoleARN must be the name of a ServiceAccount of this namespace, or a role ARN whose last part is "
                            + "such a name (lower-case letters, digits, hyphens, dots).")
    @Size(max = 2048) public String taskRoleARN;

    /**
     * Who the containers run as: a ServiceAccount of the namespace, by reference. Not together with
     * taskRoleARN.
     */
    public Reference taskRoleRef;

    /**
     * Who pulls images and reads secrets. Accepted for compatibility; has no effect: on a cluster the kubelet
     * and the ServiceAccount's image pull secrets do.
     */
    @Size(max = 2048) public String executionRoleARN;

    /** How containers share memory segments: task. The node's (host) is refused. */
    @ValidationRule(
            value = "self != 'host'",
            message =
                    "ipcMode: host is refused, because it opens the node's memory segments to the task: set task, or remove "
                            + "the field.")
    @ValidationRule(
            value = "self in ['task', 'none', 'host']",
            message = "ipcMode must be task or none: correct it, or remove the field.")
    @Size(max = 16) public String ipcMode;

    /** Whether containers see each other's processes: task. The node's (host) is refused. */
    @ValidationRule(
            value = "self != 'host'",
            message =
                    "pidMode: host is refused, because it opens the node's processes to the task: set task, or remove the "
                            + "field.")
    @ValidationRule(
            value = "self in ['task', 'host']",
            message = "pidMode must be task: correct it, or remove the field.")
    @Size(max = 16) public String pidMode;

    /** Rules for placement on container instances. Accepted for compatibility; has no effect, as on Fargate. */
    @Size(max = 10) public List<PlacementConstraint> placementConstraints;

    /** App Mesh proxy. Accepted for compatibility; has no effect on a cluster. */
    public ProxyConfiguration proxyConfiguration;

    /** Elastic Inference accelerators. Accepted for compatibility; has no effect on a cluster. */
    @Size(max = 10) public List<InferenceAccelerator> inferenceAccelerators;

    /** Tags for people and cost reports, at most 50. No effect on how the task runs. */
    @Size(max = 50) public List<Tag> tags;
}
