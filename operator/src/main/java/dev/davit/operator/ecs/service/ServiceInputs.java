package dev.davit.operator.ecs.service;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup;
import dev.davit.operator.ecs.service.deployment.LoadBalancing;
import dev.davit.operator.fargate.CapacityProviders;
import dev.davit.operator.fargate.ClusterNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one pass over a service has read.
 *
 * @param service the service
 * @param tasks its tasks, those included that have stopped and are still kept
 * @param siblings the other services of the namespace
 * @param clusters the clusters of the namespace
 * @param definition the revision that the spec names, or why there is none
 * @param balancing the target groups and rules of the namespace
 * @param nodes the nodes of the cluster
 * @param providers the capacity providers of the installation
 * @param region the region in ARNs
 * @param now the time of the pass
 */
record ServiceInputs(
        Service service,
        List<Task> tasks,
        List<Service> siblings,
        List<Cluster> clusters,
        DefinitionLookup.Answer definition,
        LoadBalancing balancing,
        Nodes nodes,
        CapacityProviders providers,
        String region,
        Instant now) {

    ServiceSpec spec() {
        return service.getSpec();
    }

    ServiceStatus status() {
        return service.getStatus() == null ? new ServiceStatus() : service.getStatus();
    }

    String name() {
        return ServiceNames.of(service);
    }

    String account() {
        return Accounts.of(service.getMetadata().getNamespace());
    }

    /** The Cluster that the service names, if there is such an object. */
    Optional<Cluster> cluster() {
        String wanted = clusterName();
        return clusters.stream()
                .filter(cluster -> spec().clusterRef != null
                        ? cluster.getMetadata().getName().equals(spec().clusterRef.from.name)
                        : ClusterNames.of(cluster).equals(wanted))
                .findFirst();
    }

    /** The name of its cluster: of the referenced one once that is there, the given one, or default. */
    String clusterName() {
        if (spec().clusterRef != null) {
            String reference = spec().clusterRef.from.name;
            return clusters.stream()
                    .filter(cluster -> cluster.getMetadata().getName().equals(reference))
                    .map(ClusterNames::of)
                    .findFirst()
                    .orElse(reference);
        }
        return EcsCluster.ofText(spec().cluster);
    }
}
