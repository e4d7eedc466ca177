package dev.davit.gateway.http.ecs;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operations of AWS's model that are refused, and what to do instead. */
final class Unserved {

    private static final String APPLY = "apply it with kubectl or through GitOps.";
    private static final String DEFINITIONS =
            "Task definitions are TaskDefinitions (ecs.davit.dev/v1alpha1); each change of one is a new revision: "
                    + APPLY;
    private static final String SERVICES = "Services are Services (ecs.davit.dev/v1alpha1): " + APPLY;
    private static final String CLUSTERS =
            "A namespace has the cluster default, which is always there; others are Clusters (ecs.davit.dev/v1alpha1): "
                    + APPLY;
    private static final String INSTANCES =
            "There are no container instances: the nodes of the Kubernetes cluster run tasks as Fargate does.";
    private static final String PROVIDERS = "Who runs the cluster configures where tasks may run.";
    private static final String TAGS = "Tags are spec.tags of the object: change it and " + APPLY;
    private static final String LISTED_TAGS =
            "DescribeTasks, DescribeServices, DescribeClusters and DescribeTaskDefinition tell tags with include: TAGS.";
    private static final String DEPLOYMENTS =
            "DescribeServices tells of a service's deployments, and status.deployments of the Service does in full; to stop"
                    + " one, change the Service (ecs.davit.dev/v1alpha1) back with kubectl or through GitOps.";
    private static final String NOT_HERE = "Davit has nothing of the kind.";

    private static final Map<String, String> INSTEAD = Stream.of(
                    all(DEFINITIONS, "RegisterTaskDefinition DeregisterTaskDefinition DeleteTaskDefinitions"),
                    all(
                            SERVICES,
                            "CreateService DeleteService CreateTaskSet DeleteTaskSet DescribeTaskSets UpdateTaskSet"
                                    + " UpdateServicePrimaryTaskSet ListServicesByNamespace"),
                    all(
                            DEPLOYMENTS,
                            "DescribeServiceDeployments DescribeServiceRevisions ListServiceDeployments"
                                    + " StopServiceDeployment"),
                    all(
                            "A deployment that waits at a lifecycle hook goes on when the Service's annotation"
                                    + " ecs.davit.dev/continue-deployment says the hook's id, and goes back with"
                                    + " ecs.davit.dev/rollback-deployment.",
                            "ContinueServiceDeployment"),
                    all(CLUSTERS, "CreateCluster DeleteCluster UpdateCluster UpdateClusterSettings"),
                    all(
                            INSTANCES,
                            "StartTask RegisterContainerInstance DeregisterContainerInstance DescribeContainerInstances"
                                    + " ListContainerInstances UpdateContainerInstancesState UpdateContainerAgent"
                                    + " DiscoverPollEndpoint SubmitAttachmentStateChanges SubmitContainerStateChange"
                                    + " SubmitTaskStateChange PutAttributes DeleteAttributes ListAttributes"),
                    all(
                            PROVIDERS,
                            "CreateCapacityProvider DeleteCapacityProvider DescribeCapacityProviders"
                                    + " UpdateCapacityProvider PutClusterCapacityProviders"),
                    all(TAGS, "TagResource UntagResource"),
                    all(LISTED_TAGS, "ListTagsForResource"),
                    all("A shell in a task is kubectl exec into its pod, where RBAC allows that.", "ExecuteCommand"),
                    all(
                            NOT_HERE,
                            "GetTaskProtection UpdateTaskProtection ListAccountSettings PutAccountSetting"
                                    + " PutAccountSettingDefault DeleteAccountSetting CreateDaemon DeleteDaemon"
                                    + " DescribeDaemon UpdateDaemon ListDaemons DescribeDaemonDeployments"
                                    + " DescribeDaemonRevisions ListDaemonDeployments RegisterDaemonTaskDefinition"
                                    + " DescribeDaemonTaskDefinition DeleteDaemonTaskDefinition"
                                    + " ListDaemonTaskDefinitions CreateExpressGatewayService"
                                    + " DeleteExpressGatewayService DescribeExpressGatewayService"
                                    + " UpdateExpressGatewayService AssociateGatewayWithCluster CreateGateway"
                                    + " DeleteGateway DescribeGateway DescribeGatewayResources DescribeGatewayRoute"
                                    + " DisassociateGatewayFromCluster ListGatewayClusterAssociations"
                                    + " ListGatewayRoutes ListGateways UpdateGateway"))
            .flatMap(group -> group.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private Unserved() {}

    /** What to do instead; null when AWS has no operation of that name. */
    static String instead(String name) {
        return INSTEAD.get(name);
    }

    static Set<String> names() {
        return INSTEAD.keySet();
    }

    private static Map<String, String> all(String instead, String names) {
        return Stream.of(names.split(" ")).collect(Collectors.toMap(name -> name, name -> instead));
    }
}
