package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** A container of a task. */
@ValidationRule(
        value = "!(has(self.privileged) && self.privileged)",
        message =
                "privileged: true is refused, because a privileged container owns its node: remove it. It is not allowed on "
                        + "Fargate either.")
@ValidationRule(
        value = "!has(self.memory) || !has(self.memoryReservation) || self.memoryReservation <= self.memory",
        message =
                "memoryReservation must not be more than memory, the container's hard limit: lower it or raise memory.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerDefinition {

    /** The container's name, unique in the task: 1 to 255 letters, digits, hyphens and underscores. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,255}$')",
            message =
                    "A container's name must be 1 to 255 letters, digits, hyphens and underscores: rename it, for example "
                            + "main.")
    @Size(max = 255) public String name;

    /** The image. Use a digest or a tag that never moves: a node pulls it only when it does not have it. */
    @Required
    @ValidationRule(
            value = "self.matches('^[^\\\\s]+$') && !self.contains('://')",
            message =
                    "image must be an image name such as registry.example.org/team/report:1, without spaces and without a "
                            + "scheme like https://.")
    @Size(min = 1, max = 2048) public String image;

    /** Replaces the image's command (CMD). */
    @Size(max = 1000) public List<@Size(max = 32768) String> command;

    /** Replaces the image's entry point. */
    @Size(max = 1000) public List<@Size(max = 32768) String> entryPoint;

    /** Environment variables. Not for secrets: everybody who may read the TaskDefinition can read them. */
    @Size(max = 500) public List<KeyValuePair> environment;

    /** Files in buckets with environment variables. Accepted by the schema; has no effect yet and is reported. */
    @Size(max = 10) public List<EnvironmentFile> environmentFiles;

    /** Environment variables from keys of Secrets and ConfigMaps of the namespace. */
    @Size(max = 100) public List<Secret> secrets;

    /** Whether the task ends when this container ends; default true. At least one container must be essential. */
    @Default("true")
    public Boolean essential;

    /** Containers that this one waits for before it starts; at the stop the order is reversed. */
    @Size(max = 10) public List<ContainerDependency> dependsOn;

    /**
     * How long others wait for this container to end or to be healthy after its start, in seconds, 2 to 120; then
     * they never start, and the task ends if one of them is essential. Default: no limit.
     */
    @ValidationRule(
            value = "self >= 2 && self <= 120",
            message = "startTimeout must be between 2 and 120 seconds, as on Fargate.")
    public Integer startTimeout;

    /**
     * How long the container may take to end after SIGTERM before it gets SIGKILL, in seconds, up to 120;
     * default 30. The task's pod takes the longest of its containers: one with less may get more.
     */
    @ValidationRule(
            value = "self >= 0 && self <= 120",
            message =
                    "stopTimeout must be between 0 and 120 seconds, as on Fargate: choose a number in it, or make the "
                            + "container end sooner.")
    public Integer stopTimeout;

    /** Whether the container is started again when it ends; default: no. */
    public ContainerRestartPolicy restartPolicy;

    /** A command that tells whether the container is healthy. */
    public HealthCheck healthCheck;

    /**
     * CPU units of this container, 1024 to a vCPU; together not more than the task has. Default: containers
     * without it share what remains.
     */
    @ValidationRule(
            value = "self >= 0",
            message = "cpu of a container must not be negative: leave it out to share the task's CPU.")
    public Integer cpu;

    /**
     * Hard limit of this container in MiB; not more than the task has. Default: the whole task's memory is
     * shared.
     */
    @ValidationRule(
            value = "self >= 6",
            message =
                    "memory of a container must be at least 6 (MiB), as on ECS: raise it, or leave it out to share the "
                            + "task's memory.")
    public Integer memory;

    /** Memory set aside for this container in MiB; together not more than the task has. */
    @ValidationRule(
            value = "self >= 6",
            message = "memoryReservation must be at least 6 (MiB), as on ECS: raise it or leave it out.")
    public Integer memoryReservation;

    /** Ports that the container listens on. */
    @Size(max = 100) public List<PortMapping> portMappings;

    /** Where the container sees volumes of the task. */
    @Size(max = 20) public List<MountPoint> mountPoints;

    /**
     * Mounts all volumes of another container. Accepted by the schema; has no effect yet and is reported: list
     * the mountPoints.
     */
    @Size(max = 10) public List<VolumeFrom> volumesFrom;

    /** Replaces the image's working directory. */
    @Size(max = 4096) public String workingDirectory;

    /**
     * The user, and the group, that the process runs as, by number: "1000" or "1000:1000"; default: the
     * image's. Names and root are not accepted by the operator, for tasks run without root.
     */
    @Size(max = 255) public String user;

    /** Whether the container's own file system is read-only; default false, as on ECS. */
    public Boolean readonlyRootFilesystem;

    /** Known from ECS; true is refused, because a privileged container owns its node. */
    public Boolean privileged;

    /** Settings of the Linux kernel for this container. */
    public LinuxParameters linuxParameters;

    /**
     * Where the log goes: awslogs, which stands for the log of the pod, whatever its options say. Another driver is
     * not accepted by the operator.
     */
    public LogConfiguration logConfiguration;

    /** Credentials of the image's registry: an image pull secret of the namespace. */
    public RepositoryCredentials repositoryCredentials;

    /** GPUs and accelerators. Accepted by the schema; has no effect yet and is reported. */
    @Size(max = 10) public List<ResourceRequirement> resourceRequirements;

    /**
     * Limits of the process. Accepted by the schema; a task definition with any is not accepted by the operator,
     * because Kubernetes sets none: a container has those of its node's container runtime.
     */
    @Size(max = 20) public List<Ulimit> ulimits;

    /** Kernel parameters of the network. Accepted by the schema; has no effect yet and is reported. */
    @Size(max = 20) public List<SystemControl> systemControls;

    /** Labels of the container. Accepted for compatibility; has no effect and is reported on a cluster. */
    @Size(max = 100) public Map<String, @Size(max = 1024) String> dockerLabels;

    /**
     * Security options of the Docker engine, among them ways to switch protection off: refused when there is
     * any.
     */
    @ValidationRule(
            value = "size(self) == 0",
            message =
                    "dockerSecurityOptions are refused, because they can switch off the node's protection and are not "
                            + "allowed on Fargate: remove them.")
    @Size(max = 10) public List<@Size(max = 256) String> dockerSecurityOptions;

    /**
     * The host name that the container sees. Accepted for compatibility; has no effect and is reported: it is
     * the task's name.
     */
    @Size(max = 253) public String hostname;

    /** Name servers. Accepted for compatibility; has no effect and is reported: the cluster's are used. */
    @Size(max = 10) public List<@Size(max = 253) String> dnsServers;

    /** Search domains. Accepted for compatibility; has no effect and is reported: the cluster's are used. */
    @Size(max = 10) public List<@Size(max = 253) String> dnsSearchDomains;

    /** Lines for /etc/hosts; they hold for the whole task. */
    @Size(max = 50) public List<HostEntry> extraHosts;

    /**
     * Links of the Docker engine. Accepted for compatibility; has no effect and is reported: containers of a
     * task reach each other at localhost.
     */
    @Size(max = 20) public List<@Size(max = 255) String> links;

    /** Whether the container has no network. Accepted by the schema; has no effect and is reported. */
    public Boolean disableNetworking;

    /**
     * Whether standard input is kept open. Accepted for compatibility; has no effect and is reported: nothing
     * is attached to it.
     */
    public Boolean interactive;

    /** Whether the process has a terminal; default false. */
    public Boolean pseudoTerminal;

    /** Active Directory credentials. Accepted for compatibility; has no effect and is reported on a cluster. */
    @Size(max = 10) public List<@Size(max = 2048) String> credentialSpecs;

    /** Log routing by FireLens. Accepted by the schema; has no effect yet and is reported. */
    public FirelensConfiguration firelensConfiguration;
}
