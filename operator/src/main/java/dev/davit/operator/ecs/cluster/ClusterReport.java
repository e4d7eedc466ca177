package dev.davit.operator.ecs.cluster;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.ClusterReason;
import dev.davit.api.ecs.v1alpha1.ClusterStatus;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.operator.fargate.ClusterNames;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Pure: what the status of a cluster says after a pass. */
final class ClusterReport {

    private static final String ACCEPTED = "Accepted";
    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED);

    private static final Comparator<Cluster> FIRST_COME = Comparator.comparing(
                    (Cluster cluster) -> cluster.getMetadata().getCreationTimestamp())
            .thenComparing(cluster -> cluster.getMetadata().getName());

    private ClusterReport() {}

    /**
     * The status.
     *
     * @param all the clusters of the namespace
     * @param services the services of the namespace
     */
    static ClusterStatus of(Cluster cluster, List<Cluster> all, List<Service> services, String region, Instant now) {
        String account = Accounts.of(cluster.getMetadata().getNamespace());
        ClusterStatus status = new ClusterStatus();
        status.observedGeneration = cluster.getMetadata().getGeneration();
        status.clusterARN = Arn.of(Arn.ECS, region, account, "cluster/" + ClusterNames.of(cluster))
                .toString();
        status.status = "ACTIVE";
        List<ServiceStatus> own = services.stream()
                .filter(service -> names(service, cluster))
                .map(service -> service.getStatus() == null ? new ServiceStatus() : service.getStatus())
                .toList();
        status.activeServicesCount = own.size();
        status.runningTasksCount = sum(own, service -> service.runningCount);
        status.pendingTasksCount = sum(own, service -> service.pendingCount);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = status.clusterARN;
        status.ackResourceMetadata.ownerAccountID = account;
        status.ackResourceMetadata.region = region;
        var builder = CONDITIONS.begin(
                cluster.getStatus() == null ? null : cluster.getStatus().conditions, status.observedGeneration, now);
        status.conditions = Conditions.decided(builder, ACCEPTED, ClusterReason.Accepted, check(cluster, all))
                .build();
        return status;
    }

    private static Outcome check(Cluster cluster, List<Cluster> all) {
        String name = ClusterNames.of(cluster);
        return all.stream()
                .filter(other -> ClusterNames.of(other).equals(name) && FIRST_COME.compare(other, cluster) < 0)
                .min(FIRST_COME)
                .<Outcome>map(other -> new Outcome.Rejection(
                        ClusterReason.NameTaken,
                        "The Cluster \"" + other.getMetadata().getName() + "\" has the name " + name
                                + " already: delete one of them, or name this one differently."))
                .orElseGet(Outcome.Accepted::new);
    }

    /** Whether a service is of the cluster. */
    static boolean names(Service service, Cluster cluster) {
        return service.getSpec().clusterRef != null
                ? service.getSpec()
                        .clusterRef
                        .from
                        .name
                        .equals(cluster.getMetadata().getName())
                : EcsCluster.ofText(service.getSpec().cluster).equals(ClusterNames.of(cluster));
    }

    private static int sum(List<ServiceStatus> services, Function<ServiceStatus, Integer> count) {
        return services.stream()
                .map(count)
                .filter(number -> number != null)
                .mapToInt(Integer::intValue)
                .sum();
    }
}
