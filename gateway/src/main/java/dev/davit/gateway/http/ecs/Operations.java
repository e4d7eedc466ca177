package dev.davit.gateway.http.ecs;

import dev.davit.gateway.kernel.ErrorCode;
import java.util.Map;
import java.util.Set;

/** The table of operations, by their names in AWS's service model. */
final class Operations {

    private final Map<String, Operation> served;

    Operations(EcsApi.Ports ports, Set<String> capacityProviders) {
        Desk desk = new Desk(
                ports.directory(),
                new TaskDefinitions(ports.directory()),
                new Services(ports.directory()),
                new Clusters(ports.directory()),
                new Gatekeeper(ports.authorizer(), ports.owner()),
                ports.ids(),
                ports.clock(),
                new CapacityProviders(capacityProviders));
        this.served = Map.ofEntries(
                Map.entry("RunTask", new RunTask(desk)),
                Map.entry("StopTask", new StopTask(desk)),
                Map.entry("DescribeTasks", new DescribeTasks(desk)),
                Map.entry("ListTasks", new ListTasks(desk)),
                Map.entry("DescribeTaskDefinition", new DescribeTaskDefinition(desk)),
                Map.entry("ListTaskDefinitions", new ListTaskDefinitions(desk)),
                Map.entry("ListTaskDefinitionFamilies", new ListTaskDefinitionFamilies(desk)),
                Map.entry("DescribeServices", new DescribeServices(desk)),
                Map.entry("ListServices", new ListServices(desk)),
                Map.entry("UpdateService", new UpdateService(desk)),
                Map.entry("DescribeClusters", new DescribeClusters(desk)),
                Map.entry("ListClusters", new ListClusters(desk)));
    }

    /** The operation of that name. */
    Operation find(String name) {
        Operation operation = served.get(name);
        if (operation != null) {
            return operation;
        }
        String instead = Unserved.instead(name);
        if (instead == null) {
            throw EcsRefusal.of(ErrorCode.ECS_UNKNOWN_OPERATION, "Unknown operation: " + name);
        }
        throw EcsRefusal.unsupported(name + " is not available here. " + instead);
    }
}
