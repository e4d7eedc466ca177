package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;

/** How many tasks of what run, and how a change of that is carried out. */
@ValidationRule(
        value = "has(self.taskDefinition) != has(self.taskDefinitionRef)",
        message = "Exactly one of taskDefinition and taskDefinitionRef must say what to run: set one of them.")
@ValidationRule(
        value = "!(has(self.cluster) && has(self.clusterRef))",
        message = "cluster and clusterRef both name the cluster: keep one of them.")
@ValidationRule(
        value =
                "(has(self.name) == has(oldSelf.name)) && (!has(self.name) || self.name == oldSelf.name) && (has(self.cluster) == has(oldSelf.cluster)) && (!has(self.cluster) || self.cluster == oldSelf.cluster) && (has(self.clusterRef) == has(oldSelf.clusterRef)) && (!has(self.clusterRef) || self.clusterRef == oldSelf.clusterRef)",
        message = "name, cluster and clusterRef of a service cannot be changed: create another Service.")
@ValidationRule(
        value = "!(has(self.launchType) && has(self.capacityProviderStrategy))",
        message =
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.")
@ValidationRule(
        value =
                "!has(self.loadBalancers) || !has(self.deploymentConfiguration) || !has(self.deploymentConfiguration.strategy) || self.deploymentConfiguration.strategy == 'ROLLING' || self.loadBalancers.all(l, has(l.advancedConfiguration))",
        message =
                "With strategy BLUE_GREEN, LINEAR or CANARY each load balancer needs an advancedConfiguration: a second target group and the Rule that shares traffic out.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceSpec {

    /** The name of the service; default: metadata.name. Cannot be changed. */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,255}$')",
            message = "name may hold 1 to 255 letters, digits, underscores and hyphens: respell it.")
    @Size(max = 255) public String name;

    /** The cluster by name or ARN; default: default. Not together with clusterRef. Cannot be changed. */
    @Size(min = 1, max = 1024) public String cluster;

    /** The Cluster by reference. Not together with cluster. Cannot be changed. */
    public Reference clusterRef;

    /**
     * What to run: family:revision or its ARN; or a family or its ARN, which means the newest revision at the time
     * of a deployment: the service moves on when this field or forceNewDeployment changes, as in ECS. Not together
     * with taskDefinitionRef.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:ecs:[a-z0-9-]+:[0-9]{12}:task-definition/)?[a-zA-Z0-9_-]{1,255}(:[1-9][0-9]{0,17})?$')",
            message =
                    "taskDefinition must be a family, family:revision or a task definition's ARN, for example web or web:3.")
    @Size(max = 512) public String taskDefinition;

    /**
     * What to run: a TaskDefinition of the namespace, whose newest revision the service follows: an edit of the
     * TaskDefinition is a deployment. Not together with taskDefinition.
     */
    public Reference taskDefinitionRef;

    /**
     * How many tasks run, 0 to 5000; default 1. kubectl scale and autoscalers write it, so leave it out of what
     * Git applies when they do.
     */
    @ValidationRule(
            value = "self >= 0 && self <= 5000",
            message = "desiredCount must be between 0 and 5000 tasks, as in ECS: choose a number in it.")
    @Default("1")
    @SpecReplicas
    public Integer desiredCount;

    /** How a change of revision is carried out. A change of it is no deployment. */
    public DeploymentConfiguration deploymentConfiguration;

    /** Who carries deployments out; default ECS. */
    public DeploymentController deploymentController;

    /**
     * A text of your own; each change of it is a deployment, with the newest revision where taskDefinition names a
     * family. ECS's is a flag of a call; a description needs something that changes.
     */
    @Size(max = 255) public String forceNewDeployment;

    /**
     * Target groups in which tasks are registered, at most 5. A task is healthy when the health checks of all
     * pass.
     */
    @Size(max = 5) public List<LoadBalancer> loadBalancers;

    /**
     * How long a task whose containers run is not stopped for failing the health checks of a container or of a target
     * group, in seconds; default 0. An application that takes longer to start than its target group checks
     * (healthCheckIntervalSeconds times unhealthyThresholdCount) needs it.
     */
    @ValidationRule(
            value = "self >= 0",
            message = "healthCheckGracePeriodSeconds must be 0 or more: leave it out for none.")
    public Integer healthCheckGracePeriodSeconds;

    /**
     * The VPC subnets and security groups of the tasks. Default: they reach the internet and nothing private, and
     * admit nothing; behind a load balancer they need a security group that lets in the load balancer's.
     */
    public NetworkConfiguration networkConfiguration;

    /** FARGATE, the default. Not together with capacityProviderStrategy. */
    @ValidationRule(
            value = "self == 'FARGATE'",
            message =
                    "launchType must be FARGATE: EC2 and EXTERNAL run on instances of your own, which a cluster does not tell apart. Choose nodes with capacityProviderStrategy.")
    @Size(max = 32) public String launchType;

    /**
     * Where the tasks run, in shares: FARGATE, or names that the owner of the cluster has configured; default: that
     * of the cluster. Each base is filled first, the rest goes by weight. Not together with launchType. A change of it
     * is a deployment.
     */
    @MapKey("capacityProvider")
    @Size(max = 20) public List<CapacityProviderStrategyItem> capacityProviderStrategy;

    /** Accepted for compatibility; has no effect: LATEST. */
    @Size(max = 64) public String platformVersion;

    /** REPLICA, the default and, as on Fargate, the only one. */
    @ValidationRule(
            value = "self == 'REPLICA'",
            message =
                    "schedulingStrategy must be REPLICA: as on Fargate, there is no DAEMON, because a task has no node of its own. Use a DaemonSet of Kubernetes.")
    @Size(max = 32) public String schedulingStrategy;

    /**
     * ENABLED: when a zone has at least two tasks more than another, one of them is replaced at a time, at most every
     * ten minutes. DISABLED, the default (AWS enables it for new services): running tasks stay. Whatever it says, tasks
     * start in the zone with fewest of their deployment, where there is room, and a service that shrinks takes from the
     * zone with most.
     */
    @Values({"ENABLED", "DISABLED"})
    public String availabilityZoneRebalancing;

    /**
     * Accepted for compatibility; has no effect, as on Fargate, where AWS refuses it: a task has no instance. The
     * condition Accepted says so.
     */
    @Size(max = 10) public List<PlacementConstraint> placementConstraints;

    /**
     * Accepted for compatibility; has no effect, as on Fargate, where AWS refuses it: the scheduler of Kubernetes
     * spreads tasks over nodes, and their subnets over zones. The condition Accepted says so.
     */
    @Size(max = 5) public List<PlacementStrategy> placementStrategy;

    /**
     * Whether people may run commands in the tasks' containers (kubectl exec, attach, debug), if their own rights
     * allow it; default false. A change of it is a deployment.
     */
    public Boolean enableExecuteCommand;

    /** Accepted for compatibility: labels of tasks and pods always name their service and cluster. */
    public Boolean enableECSManagedTags;

    /** Accepted for compatibility; has no effect: tags of tasks are labels that name their service and definition. */
    @Values({"TASK_DEFINITION", "SERVICE", "NONE"})
    public String propagateTags;

    /** Tags for people and cost reports, at most 50. */
    @Size(max = 50) public List<Tag> tags;

    /** Gives the service a name in the cluster's DNS, <name>.<namespace>.svc, that resolves to its healthy tasks. */
    @Size(max = 1) public List<ServiceRegistry> serviceRegistries;

    /** Gives the service the same name; there is no proxy. */
    public ServiceConnectConfiguration serviceConnectConfiguration;

    /** Refused: EBS volumes are not there. */
    @ValidationRule(
            value = "size(self) == 0",
            message =
                    "EBS volumes are not there: use the volumes of the task definition, and remove volumeConfigurations.")
    @Size(max = 1) public List<ServiceVolumeConfiguration> volumeConfigurations;

    /** Accepted for compatibility; has no effect: Davit needs no role for load balancing. */
    @Size(max = 2048) public String role;

    /** Accepted for compatibility; has no effect: Davit needs no role for load balancing. */
    public Reference roleRef;
}
