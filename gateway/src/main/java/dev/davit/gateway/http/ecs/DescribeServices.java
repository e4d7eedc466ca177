package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.gateway.http.ecs.document.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells of up to ten services by name or ARN; those that are not there are failures, not an error. */
final class DescribeServices implements Operation {

    private static final int MOST = 10;

    private final Desk desk;

    DescribeServices(Desk desk) {
        this.desk = desk;
    }

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        account.checkCluster(call.input().text("cluster"));
        List<String> asked = call.input().texts("services").stream().distinct().toList();
        if (asked.isEmpty()) {
            throw EcsRefusal.invalid("Services cannot be empty.");
        }
        if (asked.size() > MOST) {
            throw EcsRefusal.invalid("Services can have at most " + MOST + " items.");
        }
        boolean tags = call.input().texts("include").contains("TAGS");
        return read(account, asked).thenCompose(found -> desk.gate()
                .requireEach(call, "get", "services", objects(account, asked, found), account::serviceArn)
                .thenApply(yes -> document(account, asked, found, tags)));
    }

    private CompletionStage<List<Optional<Service>>> read(EcsAccount account, List<String> asked) {
        CompletionStage<List<Optional<Service>>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String service : asked) {
            CompletionStage<Optional<Service>> one = Services.name(account, service)
                    .map(name -> desk.services().find(account, name))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
            all = all.thenCombine(one, (list, found) -> {
                list.add(found);
                return list;
            });
        }
        return all;
    }

    /** RBAC knows services by their objects' names; whether one is there is told to nobody who may not get it. */
    private static List<String> objects(EcsAccount account, List<String> asked, List<Optional<Service>> found) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String name = Services.name(account, asked.get(i)).orElse(asked.get(i));
            names.add(
                    found.get(i).map(service -> service.getMetadata().getName()).orElse(name));
        }
        return names;
    }

    private static ObjectNode document(
            EcsAccount account, List<String> asked, List<Optional<Service>> found, boolean tags) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode services = document.putArray("services");
        ArrayNode failures = document.putArray("failures");
        for (int i = 0; i < asked.size(); i++) {
            String arn = Services.name(account, asked.get(i))
                    .map(account::serviceArn)
                    .orElse(asked.get(i));
            found.get(i)
                    .ifPresentOrElse(
                            service -> services.add(ServiceDocument.of(service, arn, account.clusterArn(), tags)),
                            () -> failures.addObject().put("arn", arn).put("reason", "MISSING"));
        }
        return document;
    }
}
