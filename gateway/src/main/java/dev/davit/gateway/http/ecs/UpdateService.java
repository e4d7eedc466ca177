package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.gateway.http.ecs.EcsDirectory.NotAdmitted;
import dev.davit.gateway.http.ecs.document.ServiceDocument;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Changes how many tasks a service has and what they run, and begins a deployment; the rest is its manifest's. */
final class UpdateService implements Operation {

    private static final int MOST = 5_000;
    private static final Set<String> SERVED =
            Set.of("cluster", "service", "desiredCount", "taskDefinition", "forceNewDeployment");

    private final Desk desk;
    private final NextDeployments next;

    UpdateService(Desk desk) {
        this.desk = desk;
        this.next = new NextDeployments(desk);
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        Input input = call.input();
        checkMembers(input);
        String name = Services.name(account, input.needed("service")).orElseThrow(UpdateService::notFound);
        Integer count = input.number("desiredCount");
        if (count != null && (count < 0 || count > MOST)) {
            throw EcsRefusal.invalid("desiredCount must be between 0 and " + MOST + ".");
        }
        return desk.services()
                .find(account, name)
                .thenCompose(found -> permitted(call, name, found))
                .thenCompose(service -> change(call, service))
                .thenCompose(service -> next.of(account, service).thenApply(deployment -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    document.set(
                            "service",
                            ServiceDocument.of(
                                    service,
                                    account.serviceArn(name),
                                    account.clusterArn(),
                                    deployment.orElse(null),
                                    false));
                    return document;
                }));
    }

    private static void checkMembers(Input input) {
        for (Iterator<String> names = input.node().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!SERVED.contains(name) && input.has(name)) {
                throw EcsRefusal.unsupported("UpdateService does not change " + name
                        + " here: change the Service (ecs.davit.dev/v1alpha1) with kubectl or through GitOps.");
            }
        }
    }

    /** Whether there is one is told to nobody who may not change it. */
    private CompletionStage<Service> permitted(EcsCall call, String name, Optional<Service> found) {
        String object = found.map(service -> service.getMetadata().getName()).orElse(name);
        return desk.gate()
                .require(call, "patch", "services", object, call.account().serviceArn(name))
                .thenCompose(yes -> desk.clusters().require(call.account()))
                .thenCompose(there ->
                        found.isPresent() ? CompletableFuture.completedFuture(found.get()) : missing(call, name))
                .thenApply(service -> {
                    if (service.getMetadata().getDeletionTimestamp() != null) {
                        throw notActive();
                    }
                    GitOps.refuse(service, "service");
                    return service;
                });
    }

    /** One that was deleted a while ago is there for AWS's clients still, and INACTIVE. */
    private CompletionStage<Service> missing(EcsCall call, String name) {
        EcsAccount account = call.account();
        return desk.directory()
                .inactive(account.namespace(), account.cluster(), name)
                .thenApply(left -> {
                    throw left.isPresent() ? notActive() : notFound();
                });
    }

    private CompletionStage<Service> change(EcsCall call, Service service) {
        return spec(call, service)
                .thenCompose(spec -> spec.isEmpty()
                        ? CompletableFuture.completedFuture(service)
                        : desk.directory().change(service, spec).handle((changed, failure) -> {
                            Throwable cause = Causes.of(failure);
                            return switch (cause) {
                                case null -> changed.orElseThrow(UpdateService::notFound);
                                case NotAdmitted refused -> throw EcsRefusal.invalid(refused.getMessage());
                                default -> throw new CompletionException(cause);
                            };
                        }));
    }

    private CompletionStage<Map<String, Object>> spec(EcsCall call, Service service) {
        Input input = call.input();
        Map<String, Object> spec = new HashMap<>();
        if (input.has("desiredCount")) {
            spec.put("desiredCount", input.number("desiredCount"));
        }
        if (input.truth("forceNewDeployment")) {
            spec.put("forceNewDeployment", desk.ids().next());
        }
        String definition = input.text("taskDefinition");
        if (definition == null) {
            return input.truth("forceNewDeployment")
                    ? registered(call.account(), service.getSpec()).thenApply(there -> spec)
                    : CompletableFuture.completedFuture(spec);
        }
        return found(call.account(), definition).thenApply(there -> {
            spec.put("taskDefinition", there.arn());
            spec.put("taskDefinitionRef", null);
            if (isHeldBack(service, there.arn())) {
                spec.put("forceNewDeployment", desk.ids().next()); // what failed is not tried again unasked
            }
            return spec;
        });
    }

    private CompletionStage<TaskDefinitions.Found> found(EcsAccount account, String definition) {
        return desk.definitions()
                .find(account, definition)
                .thenApply(found -> found.orElseThrow(() -> EcsRefusal.client("TaskDefinition not found.")));
    }

    /** What the service runs is there still. */
    private CompletionStage<Void> registered(EcsAccount account, ServiceSpec spec) {
        if (spec.taskDefinitionRef == null) {
            return found(account, spec.taskDefinition).thenAccept(there -> {});
        }
        return desk.directory()
                .definition(account.namespace(), spec.taskDefinitionRef.from.name)
                .thenAccept(found -> found.filter(TaskDefinitions::isRegistered)
                        .orElseThrow(() -> EcsRefusal.client("TaskDefinition not found.")));
    }

    /** Whether a deployment of the revision has failed, another one serves, and nobody has asked for it again since. */
    private static boolean isHeldBack(Service service, String definition) {
        ServiceStatus status = service.getStatus();
        if (status == null || status.deployments == null) {
            return false;
        }
        boolean pending = !Objects.equals(service.getMetadata().getGeneration(), status.observedGeneration)
                && definition.equals(service.getSpec().taskDefinition);
        return !pending
                && status.deployments.stream()
                        .noneMatch(each -> "PRIMARY".equals(each.status) && definition.equals(each.taskDefinition))
                && status.deployments.stream()
                        .anyMatch(each -> "FAILED".equals(each.rolloutState) && definition.equals(each.taskDefinition));
    }

    private static EcsRefusal notActive() {
        return EcsRefusal.of(ErrorCode.ECS_SERVICE_NOT_ACTIVE, "Service was not ACTIVE.");
    }

    private static EcsRefusal notFound() {
        return EcsRefusal.of(ErrorCode.ECS_SERVICE_NOT_FOUND, "Service not found.");
    }
}
