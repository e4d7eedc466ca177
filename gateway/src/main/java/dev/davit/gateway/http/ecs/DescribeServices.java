package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.gateway.http.ecs.EcsDirectory.Inactive;
import dev.davit.gateway.http.ecs.document.NextDeployment;
import dev.davit.gateway.http.ecs.document.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells of up to ten services by name or ARN; those that are not there are failures, not an error. One that was deleted is
 * INACTIVE for a while, as the waiter services_inactive needs it.
 */
final class DescribeServices implements Operation {

    private static final int MOST = 10;

    private final Desk desk;
    private final NextDeployments next;

    DescribeServices(Desk desk) {
        this.desk = desk;
        this.next = new NextDeployments(desk);
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        List<String> asked = call.input().texts("services").stream().distinct().toList();
        if (asked.isEmpty()) {
            throw EcsRefusal.invalid("Services cannot be empty.");
        }
        if (asked.size() > MOST) {
            throw EcsRefusal.invalid("Services can have at most " + MOST + " items.");
        }
        boolean tags = call.input().tags();
        return read(account, asked).thenCompose(found -> desk.gate()
                .requireEach(call, "get", "services", objects(found), account::serviceArn)
                .thenCompose(yes -> desk.clusters().require(account))
                .thenApply(there -> document(account, found, tags)));
    }

    /**
     * What was asked for and what there is of it.
     *
     * @param name the service's name, or the text that cannot be one
     * @param arn its ARN, or that text
     * @param service the Service; null when there is none
     * @param next the deployment that a change of it leads to which nobody has taken up yet, or null
     * @param inactive what a deleted one left behind; null when there is a Service, or nothing
     */
    private record Found(String name, String arn, Service service, NextDeployment next, Inactive inactive) {

        /** RBAC knows services by their objects' names; whether one is there is told to nobody who may not get it. */
        String object() {
            if (service != null) {
                return service.getMetadata().getName();
            }
            return inactive == null ? name : inactive.object();
        }
    }

    private CompletionStage<List<Found>> read(EcsAccount account, List<String> asked) {
        CompletionStage<List<Found>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String text : asked) {
            CompletionStage<Found> one = Services.name(account, text)
                    .map(name -> found(account, name))
                    .orElseGet(() -> CompletableFuture.completedFuture(new Found(text, text, null, null, null)));
            all = all.thenCombine(one, (list, found) -> {
                list.add(found);
                return list;
            });
        }
        return all;
    }

    private CompletionStage<Found> found(EcsAccount account, String name) {
        String arn = account.serviceArn(name);
        return desk.services()
                .find(account, name)
                .thenCompose(service -> service.isPresent()
                        ? next.of(account, service.get())
                                .thenApply(ahead -> new Found(name, arn, service.get(), ahead.orElse(null), null))
                        : desk.directory()
                                .inactive(account.namespace(), account.cluster(), name)
                                .thenApply(left -> new Found(name, arn, null, null, left.orElse(null))));
    }

    private static List<String> objects(List<Found> found) {
        return found.stream().map(Found::object).toList();
    }

    private static ObjectNode document(EcsAccount account, List<Found> all, boolean tags) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode services = document.putArray("services");
        ArrayNode failures = document.putArray("failures");
        for (Found found : all) {
            if (found.service() != null) {
                services.add(
                        ServiceDocument.of(found.service(), found.arn(), account.clusterArn(), found.next(), tags));
            } else if (found.inactive() != null) {
                services.add(ServiceDocument.inactive(
                        found.name(),
                        found.arn(),
                        account.clusterArn(),
                        found.inactive().taskDefinition()));
            } else {
                failures.addObject().put("arn", found.arn()).put("reason", "MISSING");
            }
        }
        return document;
    }
}
