package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.gateway.http.ecs.EcsDirectory.Page;
import dev.davit.gateway.http.ecs.EcsDirectory.UnknownContinuation;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The ARNs of tasks. A page is one of the API server's, less what the filters leave out, so it may be shorter than asked
 * for, as on AWS; an empty one is passed over, {@link #MOST_EMPTY} of them at a time.
 */
final class ListTasks implements Operation {

    private static final int MOST_EMPTY = 20;
    private static final List<String> STATES = List.of("RUNNING", "PENDING", "STOPPED");
    private static final List<String> BESIDE =
            List.of("family", "serviceName", "containerInstance", "daemonName", "launchType");
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

    private final Desk desk;

    ListTasks(Desk desk) {
        this.desk = desk;
    }

    /** What is listed, and where it goes on. */
    private record Taken(List<Task> tasks, String next) {}

    @Override
    public CompletionStage<ObjectNode> answer(EcsCall call) {
        EcsAccount account = call.account();
        checkFilters(call.input());
        Predicate<Task> filter = filter(call.input()).and(account::isHere);
        int most = call.pageSize();
        return desk.gate()
                .require(call, "list", "tasks", null, account.clusterArn())
                .thenCompose(yes -> desk.clusters().require(account))
                .thenCompose(there -> labels(account, call.input().text("serviceName")))
                .thenCompose(labels -> take(account.namespace(), labels, new Start(most, call.nextToken(), 0), filter))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(known(failure)))
                .thenApply(taken -> document(account, taken));
    }

    /** Selects the tasks of a service; null when it does not matter whose they are. */
    private CompletionStage<String> labels(EcsAccount account, String service) {
        if (service == null || service.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return Services.name(account, service)
                .map(name -> desk.services().find(account, name))
                .orElseThrow(ListTasks::noService)
                .thenApply(found -> Labels.SERVICE + "="
                        + found.orElseThrow(ListTasks::noService).getMetadata().getName());
    }

    private static EcsRefusal noService() {
        return EcsRefusal.of(ErrorCode.ECS_SERVICE_NOT_FOUND, "Service not found.");
    }

    /** Where a page begins; {@code empty} is how many empty ones were passed over. */
    private record Start(int most, String token, int empty) {}

    private CompletionStage<Taken> take(String namespace, String labels, Start start, Predicate<Task> filter) {
        return desk.directory()
                .tasks(namespace, start.most(), start.token(), labels)
                .thenCompose((Page<Task> page) -> {
                    List<Task> tasks = page.items().stream().filter(filter).toList();
                    boolean further = tasks.isEmpty() && page.continuation() != null && start.empty() < MOST_EMPTY;
                    Start next = new Start(start.most(), page.continuation(), start.empty() + 1);
                    return further
                            ? take(namespace, labels, next, filter)
                            : CompletableFuture.completedFuture(new Taken(tasks, page.continuation()));
                });
    }

    private static Throwable known(Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause instanceof UnknownContinuation ? Pages.unknownToken() : failure;
    }

    /** In AWS's words; a desired status is there always. */
    private static void checkFilters(Input input) {
        if (input.has("startedBy") && BESIDE.stream().anyMatch(input::has)) {
            throw EcsRefusal.invalid("cannot specify startedBy with other arguments: leave out "
                    + String.join(", ", BESIDE.stream().filter(input::has).toList()) + ".");
        }
    }

    /** ECS knows the desired status PENDING and never gives a task that. */
    private static Predicate<Task> filter(Input input) {
        String desired = Objects.requireNonNullElse(input.oneOf("desiredStatus", STATES), TaskFacts.RUNNING);
        String launchType = input.oneOf("launchType", LAUNCH_TYPES);
        String family = input.text("family");
        String startedBy = input.text("startedBy");
        boolean elsewhere = input.has("containerInstance")
                || input.has("daemonName")
                || launchType != null && !launchType.equals(TaskDocument.FARGATE);
        return task -> !elsewhere
                && TaskFacts.desired(task).equals(desired)
                && (family == null || family.equals(TaskFacts.family(task)))
                && (startedBy == null || startedBy.equals(task.getSpec().startedBy));
    }

    private static ObjectNode document(EcsAccount account, Taken taken) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var arns = document.putArray("taskArns");
        taken.tasks()
                .forEach(task -> arns.add(account.taskArn(task.getMetadata().getName())));
        if (taken.next() != null) {
            document.put("nextToken", taken.next());
        }
        return document;
    }
}
