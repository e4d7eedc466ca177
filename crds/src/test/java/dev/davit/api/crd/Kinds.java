package dev.davit.api.crd;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicyReason;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.davit.v1alpha1.RevisionReason;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.davit.v1alpha1.RuntimeReason;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLReason;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.SecurityGroupReason;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.SubnetReason;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnectionReason;
import dev.davit.api.ec2.v1alpha1.VPCReason;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.ClusterReason;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceReason;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskArrayReason;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerReason;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerReason;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleReason;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.elbv2.v1alpha1.TargetGroupReason;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLReason;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.LayerVersionReason;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.api.scheduler.v1alpha1.ScheduleReason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;

/** Every kind that has a CRD. */
final class Kinds {

    /** The kinds, by group, the one that people write first. */
    static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(
            Function.class,
            Version.class,
            Alias.class,
            FunctionURLConfig.class,
            LayerVersion.class,
            TaskDefinition.class,
            Task.class,
            LoadBalancer.class,
            Listener.class,
            Rule.class,
            TargetGroup.class,
            Service.class,
            Cluster.class,
            TaskArray.class,
            Schedule.class,
            ScalableTarget.class,
            ScalingPolicy.class,
            VPC.class,
            Subnet.class,
            SecurityGroup.class,
            NetworkACL.class,
            VPCPeeringConnection.class,
            FunctionRevision.class,
            EnvironmentPool.class,
            Runtime.class);

    private static final Map<String, Class<? extends Enum<?>>> REASONS = Map.ofEntries(
            Map.entry("Function", FunctionReason.class),
            Map.entry("Version", VersionReason.class),
            Map.entry("Alias", AliasReason.class),
            Map.entry("FunctionURLConfig", FunctionURLReason.class),
            Map.entry("LayerVersion", LayerVersionReason.class),
            Map.entry("TaskDefinition", TaskDefinitionReason.class),
            Map.entry("Task", TaskReason.class),
            Map.entry("Service", ServiceReason.class),
            Map.entry("Cluster", ClusterReason.class),
            Map.entry("TaskArray", TaskArrayReason.class),
            Map.entry("Schedule", ScheduleReason.class),
            Map.entry("ScalableTarget", ScalableTargetReason.class),
            Map.entry("ScalingPolicy", ScalingPolicyReason.class),
            Map.entry("FunctionRevision", RevisionReason.class),
            Map.entry("EnvironmentPool", PoolReason.class),
            Map.entry("Runtime", RuntimeReason.class),
            Map.entry("LoadBalancer", LoadBalancerReason.class),
            Map.entry("Listener", ListenerReason.class),
            Map.entry("Rule", RuleReason.class),
            Map.entry("TargetGroup", TargetGroupReason.class),
            Map.entry("VPC", VPCReason.class),
            Map.entry("Subnet", SubnetReason.class),
            Map.entry("SecurityGroup", SecurityGroupReason.class),
            Map.entry("NetworkACL", NetworkACLReason.class),
            Map.entry("VPCPeeringConnection", VPCPeeringConnectionReason.class));

    private Kinds() {}

    /** The reasons in a kind's conditions. */
    static Class<? extends Enum<?>> reasons(String kind) {
        return REASONS.get(kind);
    }
}
