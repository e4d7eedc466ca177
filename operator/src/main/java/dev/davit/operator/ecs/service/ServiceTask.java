package dev.davit.operator.ecs.service;

import dev.davit.api.common.Arn;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.DeploymentTargetGroup;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.operator.ecs.service.deployment.LoadBalancing;
import dev.davit.operator.ecs.service.plan.Plan.Start;
import dev.davit.operator.ecs.service.plan.ProviderShares;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pure: the Tasks of a service. */
final class ServiceTask {

    private static final String DEFINITION = "task-definition/";

    private ServiceTask() {}

    /** The next tasks: numbered on from the last one that is known, so that a stale cache can only ask for one that is there. */
    static List<Task> next(ServiceInputs inputs, ServiceDecision decision) {
        List<Task> next = new ArrayList<>();
        for (Start start : decision.plan().starts()) {
            ServiceDeployment deployment =
                    decision.book().numbered(start.deployment()).orElseThrow();
            List<TaskView> own = decision.tasks().stream()
                    .filter(task -> task.deployment() == start.deployment())
                    .toList();
            long last = own.stream().mapToLong(TaskView::index).max().orElse(0);
            ProviderShares shares = new ProviderShares(
                    deployment.capacityProviderStrategy,
                    own.stream().filter(TaskView::live).toList());
            for (int i = 1; i <= start.count(); i++) {
                next.add(of(inputs, deployment, last + i, shares.next()));
            }
        }
        return next;
    }

    /** Gives the task a later number: so many names before it are somebody else's. */
    static void skip(Service service, Task task, int names) {
        if (names > 0) {
            long index = ServiceNames.index(task) + names;
            task.getMetadata().setName(ServiceNames.task(service, ServiceNames.deployment(task), index));
        }
    }

    /** One task of a deployment. Its name, and where shares are asked for its provider, is all that makes it differ from its sisters. */
    static Task of(ServiceInputs inputs, ServiceDeployment deployment, long index, Optional<String> provider) {
        Service service = inputs.service();
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withName(ServiceNames.task(service, deployment.number, index))
                .withNamespace(service.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(ServiceLabels.SERVICE, service.getMetadata().getName())
                .addToLabels(ServiceLabels.DEPLOYMENT, Long.toString(deployment.number))
                .addToLabels(EcsCluster.LABEL, Names.fit(inputs.clusterName(), Names.LIMIT))
                .addToOwnerReferences(Owners.controller(service))
                .build());
        task.getSpec().taskDefinition = definition(deployment.taskDefinition);
        task.getSpec().networkConfiguration = deployment.networkConfiguration;
        task.getSpec().enableExecuteCommand = deployment.enableExecuteCommand;
        task.getSpec().capacityProviderStrategy =
                provider.map(ServiceTask::at).map(List::of).orElse(null);
        task.getSpec().group = "service:" + inputs.name();
        task.getSpec().startedBy = deployment.id;
        task.getSpec().loadBalancers = deployment.targetGroups == null
                ? null
                : deployment.targetGroups.stream()
                        .map(group -> target(group, inputs.balancing()))
                        .toList();
        return task;
    }

    private static CapacityProviderStrategyItem at(String provider) {
        CapacityProviderStrategyItem item = new CapacityProviderStrategyItem();
        item.capacityProvider = provider;
        return item;
    }

    /** What the target group asks of its targets now: a later change of it reaches later tasks. */
    private static TaskLoadBalancer target(DeploymentTargetGroup group, LoadBalancing balancing) {
        TaskLoadBalancer asked = balancing.groups().get(group.targetGroup);
        TaskLoadBalancer target = new TaskLoadBalancer();
        target.targetGroup = group.targetGroup;
        target.containerName = group.containerName;
        target.containerPort = group.containerPort;
        target.healthCheck = asked.healthCheck;
        target.deregistrationDelay = asked.deregistrationDelay;
        return target;
    }

    /** family:revision of an ARN: what the Task pins. */
    private static String definition(String arn) {
        return Arn.parse(arn)
                .map(Arn::resource)
                .filter(resource -> resource.startsWith(DEFINITION))
                .map(resource -> resource.substring(DEFINITION.length()))
                .orElse(arn);
    }
}
