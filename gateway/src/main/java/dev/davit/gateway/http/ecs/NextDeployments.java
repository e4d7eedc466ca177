package dev.davit.gateway.http.ecs;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.gateway.http.ecs.document.NextDeployment;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What deployment a change of a service leads to that the operator has not taken up yet, by the rules that it has, too. */
final class NextDeployments {

    private static final ServiceStatus NONE = new ServiceStatus();

    private final Desk desk;

    NextDeployments(Desk desk) {
        this.desk = desk;
    }

    /** Empty when there is no such change, or it leads to no other deployment, such as one of the desired count. */
    CompletionStage<Optional<NextDeployment>> of(EcsAccount account, Service service) {
        ServiceStatus status = Objects.requireNonNullElse(service.getStatus(), NONE);
        boolean seen = Objects.equals(service.getMetadata().getGeneration(), status.observedGeneration);
        Optional<Condition> refused = seen ? refused(status) : Optional.empty();
        if (seen && refused.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String hindrance = refused.map(Condition::getMessage).orElse(null);
        return newest(account, service)
                .thenCombine(
                        strategy(account, service),
                        (newest, strategy) -> next(service, status, newest, strategy, hindrance));
    }

    /** Why the operator cannot carry out the specification that it has seen. */
    private static Optional<Condition> refused(ServiceStatus status) {
        return Objects.requireNonNullElse(status.conditions, List.<Condition>of()).stream()
                .filter(condition -> "Accepted".equals(condition.getType()) && !"True".equals(condition.getStatus()))
                .findFirst();
    }

    /**
     * The ARN of the newest revision of the TaskDefinition that the service refers to, of one that is not there the last one that ran;
     * null where it names one.
     */
    private CompletionStage<String> newest(EcsAccount account, Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec.taskDefinitionRef == null) {
            return CompletableFuture.completedFuture(null);
        }
        return desk.directory()
                .definition(account.namespace(), spec.taskDefinitionRef.from.name)
                .thenApply(found -> found.filter(TaskDefinitions::isRegistered)
                        .map(definition -> account.definitionArn(
                                TaskDefinitions.family(definition), definition.getStatus().revision))
                        .orElse(service.getStatus() == null ? null : service.getStatus().taskDefinition));
    }

    private CompletionStage<List<CapacityProviderStrategyItem>> strategy(EcsAccount account, Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec.capacityProviderStrategy != null || spec.launchType != null) {
            return CompletableFuture.completedFuture(DeploymentIdentity.strategy(spec, Optional.empty()));
        }
        return desk.clusters()
                .all(account)
                .thenApply(clusters -> DeploymentIdentity.strategy(
                        spec, Optional.ofNullable(clusters.get(Services.cluster(service)))));
    }

    private static Optional<NextDeployment> next(
            Service service,
            ServiceStatus status,
            String newest,
            List<CapacityProviderStrategyItem> strategy,
            String hindrance) {
        String content = DeploymentIdentity.content(service.getSpec(), newest, strategy);
        List<ServiceDeployment> known = Objects.requireNonNullElse(status.deployments, List.of());
        Optional<ServiceDeployment> same =
                known.stream().filter(each -> content.equals(each.content)).findFirst();
        if (same.isPresent()) {
            boolean stays = same.get() == known.getFirst() || "FAILED".equals(same.get().rolloutState);
            return same.filter(each -> !stays).map(each -> new NextDeployment(each.id, each.taskDefinition, hindrance));
        }
        long last = Stream.concat(
                        Stream.ofNullable(status.lastDeploymentNumber),
                        known.stream().map(each -> each.number))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        String named = Objects.requireNonNullElse(newest, service.getSpec().taskDefinition);
        String id = DeploymentIdentity.id(service.getMetadata().getUid(), last + 1);
        return Optional.of(new NextDeployment(id, named, hindrance));
    }
}
