package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** Container Definition. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerDefinition {
    /** Name. */
    public String name;

    /** Image. */
    public String image;

    /** Command. */
    public List<String> command;

    /** Entry point. */
    public List<String> entryPoint;

    /** Environment. */
    public List<KeyValuePair> environment;

    /** Environment files. */
    public List<EnvironmentFile> environmentFiles;

    /** Secrets. */
    public List<Secret> secrets;

    /** Essential. */
    public Boolean essential;

    /** Depends on. */
    public List<ContainerDependency> dependsOn;

    /** Start timeout. */
    public Integer startTimeout;

    /** Stop timeout. */
    public Integer stopTimeout;

    /** Health check. */
    public HealthCheck healthCheck;

    /** Cpu. */
    public Integer cpu;

    /** Memory. */
    public Integer memory;

    /** Memory reservation. */
    public Integer memoryReservation;

    /** Port mappings. */
    public List<PortMapping> portMappings;

    /** Mount points. */
    public List<MountPoint> mountPoints;

    /** Volumes from. */
    public List<VolumeFrom> volumesFrom;

    /** Working directory. */
    public String workingDirectory;

    /** User. */
    public String user;

    /** Readonly root filesystem. */
    public Boolean readonlyRootFilesystem;

    /** Privileged. */
    public Boolean privileged;

    /** Linux parameters. */
    public LinuxParameters linuxParameters;

    /** Log configuration. */
    public LogConfiguration logConfiguration;

    /** Repository credentials. */
    public RepositoryCredentials repositoryCredentials;

    /** Resource requirements. */
    public List<ResourceRequirement> resourceRequirements;

    /** Ulimits. */
    public List<Ulimit> ulimits;

    /** System controls. */
    public List<SystemControl> systemControls;

    /** Docker labels. */
    public Map<String, String> dockerLabels;

    /** Docker security options. */
    public List<String> dockerSecurityOptions;

    /** Hostname. */
    public String hostname;

    /** Dns servers. */
    public List<String> dnsServers;

    /** Dns search domains. */
    public List<String> dnsSearchDomains;

    /** Extra hosts. */
    public List<HostEntry> extraHosts;

    /** Links. */
    public List<String> links;

    /** Disable networking. */
    public Boolean disableNetworking;

    /** Interactive. */
    public Boolean interactive;

    /** Pseudo terminal. */
    public Boolean pseudoTerminal;

    /** Credential specs. */
    public List<String> credentialSpecs;

    /** Firelens configuration. */
    public FirelensConfiguration firelensConfiguration;
}
