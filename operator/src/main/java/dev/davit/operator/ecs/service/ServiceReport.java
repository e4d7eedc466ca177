package dev.davit.operator.ecs.service;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Arn;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.operator.ecs.service.deployment.DeploymentWords;
import dev.davit.operator.ecs.service.deployment.Traffic;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.ecs.service.plan.TaskView.Phase;
import java.util.List;
import java.util.function.Predicate;

/** Pure: what the status of a service says after a pass. */
final class ServiceReport {

    private ServiceReport() {}

    static ServiceStatus of(ServiceInputs inputs, ServiceDecision decision) {
        ServiceStatus status = new ServiceStatus();
        status.observedGeneration = inputs.service().getMetadata().getGeneration();
        status.serviceARN = arn(inputs, "service/" + inputs.clusterName() + "/" + inputs.name());
        status.clusterARN = arn(inputs, "cluster/" + inputs.clusterName());
        status.status = "ACTIVE";
        status.createdAt = inputs.service().getMetadata().getCreationTimestamp();
        status.labelSelector =
                ServiceLabels.SERVICE + "=" + inputs.service().getMetadata().getName();
        status.desiredCount = Sizes.of(inputs.spec()).desired();
        status.runningCount = count(decision.tasks(), ServiceReport::running);
        status.pendingCount = count(decision.tasks(), ServiceReport::pending);
        status.deployments = decision.book().all().stream()
                .map(d -> counted(d, decision, status))
                .toList();
        status.lastDeploymentNumber = decision.book().last().orElse(null);
        status.taskDefinition =
                decision.book().primary().map(d -> d.taskDefinition).orElse(null);
        status.trafficShifts = decision.book()
                .primary()
                .map(newest -> Traffic.of(inputs.spec(), inputs.balancing(), newest))
                .filter(shifts -> !shifts.isEmpty())
                .orElse(null);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = status.serviceARN;
        status.ackResourceMetadata.ownerAccountID = inputs.account();
        status.ackResourceMetadata.region = inputs.region();
        status.conditions = ServiceConditions.of(inputs, decision);
        return status;
    }

    private static ServiceDeployment counted(
            ServiceDeployment deployment, ServiceDecision decision, ServiceStatus status) {
        ServiceDeployment counted = DeploymentWords.copy(deployment);
        List<TaskView> own = decision.tasks().stream()
                .filter(task -> task.deployment() == deployment.number)
                .toList();
        boolean primary = DeploymentWords.PRIMARY.equals(deployment.status);
        counted.desiredCount = primary ? status.desiredCount : Integer.valueOf(0);
        counted.runningCount = count(own, ServiceReport::running);
        counted.pendingCount = count(own, ServiceReport::pending);
        counted.failedTasks =
                primary ? Integer.valueOf(decision.failures().count()) : Integer.valueOf(count(own, TaskView::failed));
        return counted;
    }

    private static boolean running(TaskView task) {
        return task.live() && task.phase() != Phase.PENDING;
    }

    private static boolean pending(TaskView task) {
        return task.phase() == Phase.PENDING;
    }

    private static int count(List<TaskView> tasks, Predicate<TaskView> which) {
        return (int) tasks.stream().filter(which).count();
    }

    private static String arn(ServiceInputs inputs, String resource) {
        return Arn.of(Arn.ECS, inputs.region(), inputs.account(), resource).toString();
    }
}
