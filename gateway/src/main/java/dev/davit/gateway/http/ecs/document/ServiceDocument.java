package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Arn;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import java.util.List;
import java.util.Objects;

/** A Service as DescribeServices tells of it. */
public final class ServiceDocument {

    private static final ServiceStatus NONE = new ServiceStatus();
    private static final int MINIMUM_HEALTHY = 100;
    private static final int MAXIMUM = 200;

    private ServiceDocument() {}

    /** The name that AWS's callers know it by. */
    public static String name(Service service) {
        String name = service.getSpec().name;
        return name == null || name.isEmpty() ? service.getMetadata().getName() : name;
    }

    /**
     * A service with its ARN and its cluster's.
     *
     * @param next the deployment that a change leads to which nobody has taken up yet, or null
     */
    public static ObjectNode of(Service service, String arn, String clusterArn, NextDeployment next, boolean tags) {
        ServiceSpec spec = service.getSpec();
        ServiceStatus status = Objects.requireNonNullElse(service.getStatus(), NONE);
        References references = new References(
                service.getMetadata().getNamespace(),
                Arn.parse(arn).orElseThrow().region());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("serviceArn", arn);
        document.put("serviceName", name(service));
        document.put("clusterArn", clusterArn);
        document.put("status", service.getMetadata().getDeletionTimestamp() == null ? "ACTIVE" : "DRAINING");
        document.put("desiredCount", number(spec.desiredCount));
        document.put("runningCount", number(status.runningCount));
        document.put("pendingCount", number(status.pendingCount));
        document.put("schedulingStrategy", "REPLICA");
        document.put("enableExecuteCommand", Boolean.TRUE.equals(spec.enableExecuteCommand));
        document.putObject("deploymentController").put("type", "ECS");
        put(document, "taskDefinition", definition(spec, status, next));
        put(document, "availabilityZoneRebalancing", spec.availabilityZoneRebalancing);
        put(document, "propagateTags", spec.propagateTags);
        if (spec.healthCheckGracePeriodSeconds != null) {
            document.put("healthCheckGracePeriodSeconds", spec.healthCheckGracePeriodSeconds);
        }
        Times.put(document, "createdAt", status.createdAt);
        place(document, spec, references);
        document.set("deploymentConfiguration", configuration(spec));
        document.set("loadBalancers", balancers(spec.loadBalancers, references));
        document.set("deployments", deployments(service, status, next, references));
        document.putArray("events");
        if (tags && spec.tags != null) {
            document.set(
                    "tags",
                    TaskDocument.list(spec.tags.stream().map(AwsNames::toAws).toList()));
        }
        return document;
    }

    /** A service that was deleted, with its ARN and its cluster's; {@code taskDefinition} may be null. */
    public static ObjectNode inactive(String name, String arn, String clusterArn, String taskDefinition) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("serviceArn", arn);
        document.put("serviceName", name);
        document.put("clusterArn", clusterArn);
        document.put("status", "INACTIVE");
        document.put("desiredCount", 0);
        document.put("runningCount", 0);
        document.put("pendingCount", 0);
        document.put("schedulingStrategy", "REPLICA");
        put(document, "taskDefinition", taskDefinition);
        document.putArray("deployments");
        document.putArray("events");
        return document;
    }

    /** What is asked for, though nobody has taken it up yet. */
    private static String definition(ServiceSpec spec, ServiceStatus status, NextDeployment next) {
        if (next != null && next.taskDefinition() != null) {
            return next.taskDefinition();
        }
        return status.taskDefinition == null ? spec.taskDefinition : status.taskDefinition;
    }

    private static void place(ObjectNode document, ServiceSpec spec, References references) {
        if (spec.capacityProviderStrategy == null) {
            document.put("launchType", TaskDocument.FARGATE);
        } else {
            document.set(
                    "capacityProviderStrategy",
                    TaskDocument.list(spec.capacityProviderStrategy.stream()
                            .map(AwsNames::toAws)
                            .toList()));
        }
        if (spec.networkConfiguration != null) {
            document.set("networkConfiguration", references.network(spec.networkConfiguration));
        }
    }

    private static ObjectNode configuration(ServiceSpec spec) {
        ObjectNode configuration = spec.deploymentConfiguration == null
                ? JsonNodeFactory.instance.objectNode()
                : AwsNames.toAws(spec.deploymentConfiguration);
        if (!configuration.has("strategy")) {
            configuration.put("strategy", "ROLLING");
        }
        if (!configuration.has("maximumPercent")) {
            configuration.put("maximumPercent", MAXIMUM);
        }
        if (!configuration.has("minimumHealthyPercent")) {
            configuration.put("minimumHealthyPercent", MINIMUM_HEALTHY);
        }
        return configuration;
    }

    private static ArrayNode balancers(List<LoadBalancer> balancers, References references) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Objects.requireNonNullElse(balancers, List.<LoadBalancer>of())
                .forEach(balancer -> references.balancer(list.addObject(), balancer));
        return list;
    }

    /** What has tasks or gets some, the newest first; before it, what was asked for and nobody has begun yet. */
    private static ArrayNode deployments(
            Service service, ServiceStatus status, NextDeployment next, References references) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (next != null) {
            list.add(asked(service, next, references));
        }
        for (ServiceDeployment each : Objects.requireNonNullElse(status.deployments, List.<ServiceDeployment>of())) {
            boolean primary = "PRIMARY".equals(each.status);
            boolean has = number(each.runningCount) + number(each.pendingCount) + number(each.desiredCount) > 0;
            if (next != null && next.id().equals(each.id)) {
                goneBackTo((ObjectNode) list.get(0), deployment(each, references));
            } else if (primary || has && "ACTIVE".equals(each.status)) {
                ObjectNode document = deployment(each, references);
                if (next != null && primary) {
                    document.put("status", "ACTIVE");
                    document.put("desiredCount", 0);
                } else if (primary) {
                    document.put("desiredCount", number(service.getSpec().desiredCount));
                }
                list.add(document);
            }
        }
        return list;
    }

    /** Whoever waits for the service to be stable right after a change must not take the time before it for that. */
    private static ObjectNode asked(Service service, NextDeployment next, References references) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", next.id());
        document.put("status", "PRIMARY");
        put(document, "taskDefinition", next.taskDefinition());
        document.put("desiredCount", number(service.getSpec().desiredCount));
        document.put("pendingCount", 0);
        document.put("runningCount", 0);
        document.put("failedTasks", 0);
        document.put("rolloutState", "IN_PROGRESS");
        document.put(
                "rolloutStateReason",
                "ECS deployment " + next.id() + " in progress."
                        + (next.hindrance() == null ? "" : " " + next.hindrance()));
        if (service.getSpec().networkConfiguration != null) {
            document.set("networkConfiguration", references.network(service.getSpec().networkConfiguration));
        }
        return document;
    }

    /** A deployment that is wanted again has the tasks that it has. */
    private static void goneBackTo(ObjectNode asked, ObjectNode document) {
        List.of("pendingCount", "runningCount", "createdAt").stream()
                .filter(document::has)
                .forEach(name -> asked.set(name, document.get(name)));
    }

    private static ObjectNode deployment(ServiceDeployment deployment, References references) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        put(document, "id", deployment.id);
        put(document, "status", deployment.status);
        put(document, "taskDefinition", deployment.taskDefinition);
        document.put("desiredCount", number(deployment.desiredCount));
        document.put("pendingCount", number(deployment.pendingCount));
        document.put("runningCount", number(deployment.runningCount));
        document.put("failedTasks", number(deployment.failedTasks));
        put(document, "launchType", deployment.launchType);
        put(document, "platformVersion", deployment.platformVersion);
        put(document, "rolloutState", deployment.rolloutState);
        put(document, "rolloutStateReason", deployment.rolloutStateReason);
        Times.put(document, "createdAt", deployment.createdAt);
        Times.put(document, "updatedAt", deployment.updatedAt);
        if (deployment.networkConfiguration != null) {
            document.set("networkConfiguration", references.network(deployment.networkConfiguration));
        }
        return document;
    }

    private static int number(Integer number) {
        return number == null ? 0 : number;
    }

    private static void put(ObjectNode document, String name, String value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
