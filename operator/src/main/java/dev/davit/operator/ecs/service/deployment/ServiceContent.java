package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.DeploymentTargetGroup;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.operator.fargate.HealthCheckCommand;
import java.util.List;
import java.util.Optional;

/** Pure: which parts of a spec make a deployment, and the deployment that they make. */
public final class ServiceContent {

    private ServiceContent() {}

    /**
     * What the spec asks for.
     *
     * @param definition the revision that its task definition is now
     * @param cluster its cluster, if that is an object
     * @param balancing the target groups of the namespace
     */
    public static Wanted of(
            ServiceSpec spec,
            DefinitionLookup.Answer.Found definition,
            Optional<Cluster> cluster,
            LoadBalancing balancing) {
        ServiceDeployment template = new ServiceDeployment();
        template.taskDefinition = definition.arn();
        template.networkConfiguration = spec.networkConfiguration;
        template.capacityProviderStrategy = DeploymentIdentity.strategy(spec, cluster);
        template.launchType = template.capacityProviderStrategy == null ? "FARGATE" : null;
        template.platformVersion = "LATEST";
        template.enableExecuteCommand = Boolean.TRUE.equals(spec.enableExecuteCommand) ? true : null;
        template.targetGroups = groups(spec, balancing);
        template.healthChecked = healthChecked(definition.spec());
        return new Wanted(
                DeploymentIdentity.content(spec, definition.arn(), template.capacityProviderStrategy), template);
    }

    private static List<DeploymentTargetGroup> groups(ServiceSpec spec, LoadBalancing balancing) {
        List<DeploymentTargetGroup> groups = LoadBalancing.balancers(spec)
                .map(balancer -> group(balancer, balancing))
                .toList();
        return groups.isEmpty() ? null : groups;
    }

    private static DeploymentTargetGroup group(LoadBalancer balancer, LoadBalancing balancing) {
        DeploymentTargetGroup group = new DeploymentTargetGroup();
        group.targetGroup = balancing.group(balancer.targetGroupRef, balancer.targetGroupARN);
        group.containerName = balancer.containerName;
        group.containerPort = balancer.containerPort;
        return group;
    }

    /** Whether an essential container has a health check; null when none has. */
    private static Boolean healthChecked(TaskDefinitionSpec definition) {
        return definition.containerDefinitions.stream()
                        .filter(container -> !Boolean.FALSE.equals(container.essential))
                        .anyMatch(container -> isCheck(container.healthCheck))
                ? true
                : null;
    }

    private static boolean isCheck(HealthCheck check) {
        return HealthCheckCommand.of(check).isPresent();
    }
}
