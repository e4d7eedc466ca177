package dev.davit.operator.ecs.service;

import dev.davit.api.common.InactiveService;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.ecs.service.deployment.DeploymentWords;
import dev.davit.operator.kernel.EventWriter.Happening;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pure: events of a service, in the sentences of ECS. Those of its conditions are told with them. */
final class ServiceEvents {

    private ServiceEvents() {}

    static Happening started(String service, List<String> tasks) {
        return Happening.normal(
                "TasksStarted", of(service, "has started " + tasks.size() + " tasks: " + listed(tasks) + "."));
    }

    static Happening inactive(String service) {
        return Happening.normal(InactiveService.REASON, of(service, "is INACTIVE: it was deleted."));
    }

    static Happening stopped(String service, List<String> tasks) {
        return Happening.normal(
                "TasksStopped", of(service, "has stopped " + tasks.size() + " running tasks: " + listed(tasks) + "."));
    }

    /** In the words of the task's stoppedReason. */
    static Happening unhealthy(String service, String task, String why) {
        return Happening.warning(
                "TaskUnhealthy", of(service, "(task " + task + ")" + why.substring("Task".length()) + "."));
    }

    static Happening budgetTaken(String service, String budget) {
        return Happening.warning(
                "NameTaken",
                of(
                        service,
                        "cannot keep its tasks while nodes are drained: the PodDisruptionBudget " + budget
                                + " of the namespace is somebody else's. Delete that, or name this service differently."));
    }

    static Happening unprotected(String service, String why) {
        return Happening.warning(
                "NotProtected", of(service, "cannot keep its tasks while nodes are drained. Reason: " + why));
    }

    static Happening nameTaken(String service, String core) {
        return Happening.warning(
                "NameTaken",
                of(
                        service,
                        "cannot be found by its name: the core Service " + core
                                + " of the namespace is somebody else's. Delete that, or name this service differently."));
    }

    static Happening namesTaken(String service, Task next) {
        return Happening.warning(
                "NameTaken",
                of(
                        service,
                        "cannot start a task: " + next.getMetadata().getName()
                                + " and the names before it are Tasks that are somebody else's. Delete those, or name this service differently."));
    }

    static Happening unplaced(String service, String why) {
        return Happening.warning("TaskNotPlaced", of(service, "was unable to place a task. Reason: " + why));
    }

    /** What became of deployments between two passes. */
    static List<Happening> of(String service, List<ServiceDeployment> before, List<ServiceDeployment> after) {
        return after.stream()
                .flatMap(deployment -> of(
                        service,
                        known(before, deployment),
                        deployment,
                        after.stream()
                                .anyMatch(d ->
                                        d.number > deployment.number && DeploymentWords.FAILED.equals(d.rolloutState)))
                        .stream())
                .toList();
    }

    private static Optional<Happening> of(
            String service, Optional<ServiceDeployment> before, ServiceDeployment after, boolean failed) {
        boolean told = before.filter(b -> after.rolloutState.equals(b.rolloutState) && after.status.equals(b.status))
                .isPresent();
        if (told
                || !DeploymentWords.PRIMARY.equals(after.status)
                || DeploymentWords.FAILED.equals(after.rolloutState)) {
            return Optional.empty();
        }
        if (DeploymentWords.COMPLETED.equals(after.rolloutState)) {
            return Optional.of(Happening.normal(
                    "DeploymentCompleted", of(service, "(deployment " + after.id + ") deployment completed.")));
        }
        return before.isPresent() && failed
                ? Optional.of(Happening.warning(
                        "DeploymentRollingBack", of(service, "rolling back to deployment " + after.id + ".")))
                : Optional.of(Happening.normal(
                        "DeploymentInProgress", of(service, "(deployment " + after.id + ") deployment in progress.")));
    }

    private static Optional<ServiceDeployment> known(List<ServiceDeployment> before, ServiceDeployment deployment) {
        return before == null
                ? Optional.empty()
                : before.stream()
                        .filter(b -> b.number.equals(deployment.number))
                        .findFirst();
    }

    private static String of(String service, String what) {
        return "(service " + service + ") " + what;
    }

    private static String listed(List<String> tasks) {
        return tasks.stream().map(task -> "(task " + task + ")").collect(Collectors.joining(" "));
    }
}
