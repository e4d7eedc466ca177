package dev.davit.operator.ecs.service;

import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.PortMapping;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceReason;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.operator.ecs.service.deployment.AlarmStates;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup;
import dev.davit.operator.kernel.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about a service, and whether what it names is there. */
final class ServiceCheck {

    private static final Comparator<Service> FIRST_COME = Comparator.comparing(
                    (Service service) -> service.getMetadata().getCreationTimestamp())
            .thenComparing(service -> service.getMetadata().getName());

    private ServiceCheck() {}

    static Outcome of(ServiceInputs inputs) {
        return Stream.<Optional<Outcome>>of(
                        name(inputs),
                        cluster(inputs),
                        definition(inputs),
                        provider(inputs),
                        containers(inputs),
                        alarms(inputs),
                        inputs.balancing().missing(inputs.spec()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new Outcome.Accepted(idle(inputs.spec())));
    }

    /** What is asked for and has no effect. */
    private static String idle(ServiceSpec spec) {
        List<String> fields = Stream.of(
                        spec.placementConstraints == null ? null : "placementConstraints",
                        spec.placementStrategy == null ? null : "placementStrategy")
                .filter(Objects::nonNull)
                .toList();
        return fields.isEmpty() ? "" : "Without effect: " + String.join(", ", fields) + ".";
    }

    private static Optional<Outcome> name(ServiceInputs inputs) {
        return inputs.siblings().stream()
                .filter(other -> ServiceNames.of(other).equals(inputs.name()))
                .filter(other -> FIRST_COME.compare(other, inputs.service()) < 0)
                .min(FIRST_COME)
                .map(other -> new Outcome.Rejection(
                        ServiceReason.NameTaken,
                        "The Service \"" + other.getMetadata().getName() + "\" has the name " + inputs.name()
                                + " already: delete one of them, or name this one differently."));
    }

    private static Optional<Outcome> cluster(ServiceInputs inputs) {
        boolean there = inputs.cluster().isPresent()
                || inputs.spec().clusterRef == null && EcsCluster.DEFAULT.equals(inputs.clusterName());
        return there
                ? Optional.empty()
                : Optional.of(new Outcome.Waiting(
                        ServiceReason.ClusterNotFound,
                        "Cluster not found. Waiting for the Cluster \"" + inputs.clusterName()
                                + "\" of this namespace."));
    }

    private static Optional<Outcome> definition(ServiceInputs inputs) {
        return inputs.definition() instanceof DefinitionLookup.Answer.Missing missing
                ? Optional.of(missing.outcome())
                : Optional.empty();
    }

    private static Optional<Outcome> provider(ServiceInputs inputs) {
        return inputs.providers()
                .problem(DeploymentIdentity.strategy(inputs.spec(), inputs.cluster()))
                .map(problem -> new Outcome.Rejection(ServiceReason.CapacityProviderNotFound, problem));
    }

    /** A deployment must not seem guarded that is not. */
    private static Optional<Outcome> alarms(ServiceInputs inputs) {
        AlarmStates alarms = AlarmStates.of(inputs.service());
        return alarms.watched().isEmpty() || alarms.reported()
                ? Optional.empty()
                : Optional.of(
                        new Outcome.Waiting(
                                ServiceReason.AlarmsNotReported,
                                "Nobody says how the alarms " + String.join(", ", alarms.watched())
                                        + " are. Waiting for the annotation " + AlarmStates.IN_ALARM
                                        + ": whoever watches them sets it to the names of those in ALARM, or to an empty text."));
    }

    private static Optional<Outcome> containers(ServiceInputs inputs) {
        if (!(inputs.definition() instanceof DefinitionLookup.Answer.Found found)
                || inputs.spec().loadBalancers == null) {
            return Optional.empty();
        }
        return inputs.spec().loadBalancers.stream()
                .flatMap(balancer -> problem(balancer, found.spec()).stream())
                .findFirst()
                .map(message -> new Outcome.Rejection(ServiceReason.ContainerNotFound, message));
    }

    private static Optional<String> problem(LoadBalancer balancer, TaskDefinitionSpec definition) {
        Optional<ContainerDefinition> container = definition.containerDefinitions.stream()
                .filter(c -> balancer.containerName.equals(c.name))
                .findFirst();
        if (container.isEmpty()) {
            return Optional.of("The container " + balancer.containerName
                    + " does not exist in the task definition: name one of its containers in loadBalancers.");
        }
        boolean mapped = Optional.ofNullable(container.get().portMappings).stream()
                .flatMap(List::stream)
                .anyMatch(serves(balancer.containerPort));
        return mapped
                ? Optional.empty()
                : Optional.of("The container " + balancer.containerName + " did not have a container port "
                        + balancer.containerPort + " defined: add it to the portMappings of the task definition.");
    }

    private static Predicate<PortMapping> serves(int port) {
        return mapping -> mapping.containerPort != null && mapping.containerPort == port;
    }
}
