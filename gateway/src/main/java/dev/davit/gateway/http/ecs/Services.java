package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Arn;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.gateway.http.ecs.EcsDirectory.Page;
import dev.davit.gateway.http.ecs.document.ServiceDocument;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds services by what callers call them. */
final class Services {

    private static final int MANY = 500;

    private final EcsDirectory directory;

    Services(EcsDirectory directory) {
        this.directory = directory;
    }

    /** The name that a service's name or ARN means; empty when it can be none of this cluster. */
    static Optional<String> name(EcsAccount account, String service) {
        Optional<Arn> arn = Arn.parse(service);
        if (arn.isEmpty()) {
            return service.contains(":") || service.contains("/") ? Optional.empty() : Optional.of(service);
        }
        String[] parts = account.own(arn.get()).resource().split("/", -1);
        boolean here = parts[0].equals("service")
                && (parts.length == 2 || parts.length == 3 && parts[1].equals(account.cluster()));
        return here ? Optional.of(parts[parts.length - 1]) : Optional.empty();
    }

    /** The Service of that name in the cluster: mostly the object that is called like it. */
    CompletionStage<Optional<Service>> find(EcsAccount account, String name) {
        return directory
                .service(account.namespace(), name)
                .thenCompose(object ->
                        object.filter(service -> is(account, service, name)).isPresent()
                                ? CompletableFuture.completedFuture(object)
                                : find(account, name, null));
    }

    private CompletionStage<Optional<Service>> find(EcsAccount account, String name, String token) {
        return directory.services(account.namespace(), MANY, token).thenCompose((Page<Service> page) -> {
            Optional<Service> found = page.items().stream()
                    .filter(service -> is(account, service, name))
                    .findFirst();
            return found.isPresent() || page.continuation() == null
                    ? CompletableFuture.completedFuture(found)
                    : find(account, name, page.continuation());
        });
    }

    private static boolean is(EcsAccount account, Service service, String name) {
        return ServiceDocument.name(service).equals(name) && isOf(account.cluster(), service);
    }

    /** Whether a service is of the cluster of that name. */
    static boolean isOf(String cluster, Service service) {
        return cluster(service).equals(cluster);
    }

    /** The cluster of a service; of one that is named by reference its status has the name, once the operator has seen it. */
    static String cluster(Service service) {
        var spec = service.getSpec();
        var status = service.getStatus();
        if (spec.clusterRef == null) {
            return EcsCluster.ofText(spec.cluster);
        }
        return status == null || status.clusterARN == null
                ? spec.clusterRef.from.name
                : EcsCluster.ofText(status.clusterARN);
    }
}
