package dev.davit.operator.ecs.taskdefinition;

import static java.util.stream.Collectors.joining;

import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.Volume;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.api.fargate.StartOrder;
import dev.davit.api.fargate.TaskRole;
import dev.davit.operator.fargate.DependsOn;
import dev.davit.operator.fargate.HealthCheckCommand;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.fargate.RunAs;
import dev.davit.operator.fargate.SecretSource;
import dev.davit.operator.kernel.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a task definition can be registered: only what its schema cannot say. */
final class TaskDefinitionCheck {

    private TaskDefinitionCheck() {}

    /** Accepted, with the fields that have no effect, or the first reason why not. */
    static Outcome check(TaskDefinitionInputs inputs) {
        TaskDefinitionSpec spec = inputs.definition().getSpec();
        String namespace = inputs.definition().getMetadata().getNamespace();
        return family(inputs)
                .or(() -> TaskFields.refused(spec).map(TaskDefinitionCheck::unsupported))
                .or(() -> size(spec))
                .or(() -> containers(spec).map(TaskDefinitionCheck::unsupported))
                .or(() -> TaskRole.problem(spec, namespace).map(TaskDefinitionCheck::unsupported))
                .or(() -> dependencies(spec))
                .or(() -> restarts(spec) && !inputs.restarts()
                        ? Optional.of(
                                unsupported("restartPolicy is refused: it needs Kubernetes 1.35 or later, this cluster"
                                        + " is older; take it out"))
                        : Optional.empty())
                .orElseGet(() -> new Outcome.Accepted(withoutEffect(spec)));
    }

    /** Whether a container of the definition is to be started again when it ends. */
    static boolean restarts(TaskDefinitionSpec spec) {
        return spec.containerDefinitions != null
                && spec.containerDefinitions.stream()
                        .anyMatch(c -> c.restartPolicy != null && Boolean.TRUE.equals(c.restartPolicy.enabled));
    }

    private static Optional<Outcome> family(TaskDefinitionInputs inputs) {
        return inputs.familyHolder()
                .map(holder -> rejection(
                        TaskDefinitionReason.FamilyTaken,
                        "the family %s belongs to the older TaskDefinition %s; choose another spec.family"
                                .formatted(
                                        Revisions.family(inputs.definition()),
                                        holder.getMetadata().getName())));
    }

    private static Optional<Outcome> size(TaskDefinitionSpec spec) {
        return TaskSize.parse(spec.cpu, spec.memory).filter(TaskSize::isFargate).isPresent()
                ? Optional.empty()
                : Optional.of(rejection(
                        TaskDefinitionReason.SizeUnsupported,
                        "cpu %s with memory %s is no Fargate size; for 256 take 512, 1024 or 2048"
                                .formatted(spec.cpu, spec.memory)));
    }

    private static Optional<Outcome> dependencies(TaskDefinitionSpec spec) {
        return DependsOn.problem(spec.containerDefinitions)
                .map(TaskDefinitionCheck::unsupported)
                .or(() -> SizeSplit.problem(
                                TaskSize.parse(spec.cpu, spec.memory).orElseThrow(),
                                StartOrder.of(spec.containerDefinitions))
                        .map(message -> rejection(TaskDefinitionReason.SizeUnsupported, message)));
    }

    private static Optional<String> containers(TaskDefinitionSpec spec) {
        List<ContainerDefinition> containers = spec.containerDefinitions;
        if (containers == null || containers.isEmpty()) {
            return Optional.of("containerDefinitions is empty; a task has at least one container");
        }
        Set<String> names = new HashSet<>();
        Optional<String> twice = containers.stream()
                .map(c -> c.name)
                .filter(name -> !names.add(name))
                .findFirst();
        if (twice.isPresent()) {
            return Optional.of("two containers are named " + twice.get() + "; give each a name of its own");
        }
        if (containers.stream().allMatch(c -> Boolean.FALSE.equals(c.essential))) {
            return Optional.of("no container is essential; at least one has to be, or the task would end at once");
        }
        Set<String> volumes = spec.volumes == null
                ? Set.of()
                : spec.volumes.stream().map((Volume v) -> v.name).collect(Collectors.toSet());
        return containers.stream()
                .map(container -> container(container, volumes))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> container(ContainerDefinition container, Set<String> volumes) {
        String start = "container " + container.name + ": ";
        return ContainerFields.refused(container)
                .or(() -> RunAs.problem(container.user).map(start::concat))
                .or(() -> each(container.secrets, s -> SecretSource.problem(s.valueFrom))
                        .map(message -> start + "secrets: " + message))
                .or(() -> each(
                                container.mountPoints,
                                m -> volumes.contains(m.sourceVolume)
                                        ? Optional.empty()
                                        : Optional.of("mountPoints names the volume " + m.sourceVolume
                                                + ", which volumes does not have"))
                        .map(start::concat))
                .or(() -> HealthCheckCommand.problem(container.healthCheck).map(start::concat));
    }

    private static <T> Optional<String> each(List<T> list, Function<T, Optional<String>> check) {
        return list == null
                ? Optional.empty()
                : list.stream().map(check).flatMap(Optional::stream).findFirst();
    }

    private static String withoutEffect(TaskDefinitionSpec spec) {
        String fields = Stream.concat(
                        TaskFields.withoutEffect(spec),
                        spec.containerDefinitions.stream().flatMap(ContainerFields::withoutEffect))
                .collect(joining(", "));
        return fields.isEmpty() ? "" : "Without effect here: " + fields + ".";
    }

    private static Outcome unsupported(String message) {
        return rejection(TaskDefinitionReason.FieldUnsupported, message);
    }

    private static Outcome rejection(TaskDefinitionReason reason, String message) {
        return new Outcome.Rejection(reason, message);
    }
}
