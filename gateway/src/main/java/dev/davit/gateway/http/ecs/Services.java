package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Arn;
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
                && (parts.length == 2 || parts.length == 3 && parts[1].equals(EcsAccount.CLUSTER));
        return here ? Optional.of(parts[parts.length - 1]) : Optional.empty();
    }

    /** The Service of that name in the cluster: mostly the object that is called like it. */
    CompletionStage<Optional<Service>> find(EcsAccount account, String name) {
        return directory
                .service(account.namespace(), name)
                .thenCompose(
                        object -> object.filter(service -> is(service, name)).isPresent()
                                ? CompletableFuture.completedFuture(object)
                                : find(account.namespace(), name, null));
    }

    private CompletionStage<Optional<Service>> find(String namespace, String name, String token) {
        return directory.services(namespace, MANY, token).thenCompose((Page<Service> page) -> {
            Optional<Service> found =
                    page.items().stream().filter(service -> is(service, name)).findFirst();
            return found.isPresent() || page.continuation() == null
                    ? CompletableFuture.completedFuture(found)
                    : find(namespace, name, page.continuation());
        });
    }

    private static boolean is(Service service, String name) {
        return ServiceDocument.name(service).equals(name) && isHere(service);
    }

    /** Whether a service is of the cluster that the API tells of. */
    static boolean isHere(Service service) {
        var spec = service.getSpec();
        boolean named = spec.cluster == null
                || spec.cluster.equals(EcsAccount.CLUSTER)
                || spec.cluster.endsWith(":cluster/" + EcsAccount.CLUSTER);
        return named && (spec.clusterRef == null || EcsAccount.CLUSTER.equals(spec.clusterRef.from.name));
    }
}
