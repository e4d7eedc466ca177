package dev.davit.operator.ecs.task;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.davit.api.common.Labels;
import dev.davit.api.common.TaskSize;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.api.fargate.StartOrder;
import dev.davit.api.fargate.TaskRole;
import dev.davit.operator.fargate.ContainerName;
import dev.davit.operator.fargate.PullSecret;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The pod of a task. */
final class TaskPod {

    static final String TASK_DEFINITION_ARN = "ecs.davit.dev/task-definition-arn";
    static final String CPU = "ecs.davit.dev/cpu";
    static final String MEMORY = "ecs.davit.dev/memory";

    static final String CAPACITY_PROVIDER = "ecs.davit.dev/capacity-provider";

    private static final String PREFIX = "ecs.davit.dev/";
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
    /** In GiB, as on Fargate. */
    private static final int DEFAULT_STOP_TIMEOUT = 30;

    private static final Map<String, String> ARCHITECTURES = Map.of("X86_64", "amd64", "ARM64", "arm64");

    private TaskPod() {}

    /** The name of a task's pod. */
    static String name(Task task) {
        return Names.fit(task.getMetadata().getName(), Names.LIMIT);
    }

    /** The pod that runs the task by this revision. */
    static Pod of(Task task, Revision revision, Setting setting) {
        StartOrder order = StartOrder.of(revision.spec().containerDefinitions);
        Pod pod = new PodBuilder()
                .withMetadata(metadata(task, revision, order))
                .editMetadata()
                .addToLabels(setting.place().labels())
                .addToAnnotations(setting.place().annotations())
                .addToAnnotations(provider(setting))
                .endMetadata()
                .withSpec(spec(task, revision.spec(), order, setting))
                .editSpec()
                .withNodeSelector(nodeSelector(revision.spec(), setting))
                .endSpec()
                .build();
        return ArrayVariables.into(pod, task);
    }

    /** A revision of a task definition, and what it says. */
    record Revision(String arn, TaskDefinitionSpec spec) {
        TaskSize size() {
            return TaskSize.parse(spec.cpu, spec.memory).orElseThrow();
        }
    }

    private static ObjectMeta metadata(Task task, Revision revision, StartOrder order) {
        return new ObjectMetaBuilder()
                .withName(name(task))
                .withNamespace(task.getMetadata().getNamespace())
                .addToLabels(copied(task))
                .addToLabels(Registration.labels(task))
                .addToLabels(
                        Boolean.TRUE.equals(task.getSpec().enableExecuteCommand)
                                ? Map.of(Labels.EXECUTE_COMMAND, Labels.ENABLED)
                                : Map.of())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, Labels.TASK)
                .addToLabels(Labels.TASK_NAME, name(task))
                .addToAnnotations(Registration.annotations(task))
                .addToAnnotations(TASK_DEFINITION_ARN, revision.arn())
                .addToAnnotations(CPU, Integer.toString(revision.size().cpuUnits()))
                .addToAnnotations(MEMORY, Integer.toString(revision.size().memoryMiB()))
                .addToAnnotations(PlannedContainer.ANNOTATION, PlannedContainer.write(planned(revision, order)))
                .addToAnnotations(DEFAULT_CONTAINER, ContainerName.of(foremost(order).name))
                .addToOwnerReferences(Owners.controller(task))
                .build();
    }

    /** What a service writes on its tasks, so that it finds their pods. */
    private static Map<String, String> copied(Task task) {
        return Objects.requireNonNullElse(task.getMetadata().getLabels(), Map.<String, String>of()).entrySet().stream()
                .filter(label ->
                        label.getKey().startsWith(PREFIX) && !label.getKey().equals(Labels.EXECUTE_COMMAND))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The containers in the order of the definition. */
    private static List<PlannedContainer> planned(Revision revision, StartOrder order) {
        return revision.spec().containerDefinitions.stream()
                .map(c -> PlannedContainer.of(c, order.first().contains(c)))
                .toList();
    }

    private static ContainerDefinition foremost(StartOrder order) {
        return order.main().stream()
                .filter(c -> !Boolean.FALSE.equals(c.essential))
                .findFirst()
                .orElseGet(() -> order.main().getFirst());
    }

    private static PodSpec spec(Task task, TaskDefinitionSpec definition, StartOrder order, Setting setting) {
        TaskSize size = TaskSize.parse(definition.cpu, definition.memory).orElseThrow();
        Optional<SizeSplit.Share> together = together(size, order, setting);
        TaskContainers containers = new TaskContainers(
                SizeSplit.of(size, order),
                together,
                diskOwner(definition, order),
                new ContainerProbes(Registration.of(task)),
                setting.region(),
                container -> setting.metadata().uri(task, container));
        Optional<String> role = TaskRole.of(definition);
        TaskVolumes volumes = new TaskVolumes(definition);
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(role.orElse(null))
                .withAutomountServiceAccountToken(role.isPresent())
                .withEnableServiceLinks(false)
                .withActiveDeadlineSeconds(
                        task.getSpec().timeout == null
                                ? null
                                : task.getSpec().timeout.longValue())
                .withTerminationGracePeriodSeconds(graceSeconds(task, order.main()))
                .withHostUsers(setting.userNamespaces() ? false : null)
                .withRuntimeClassName(setting.provider().runtimeClassName())
                .withTolerations(setting.provider().tolerations())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withFsGroup(volumes.group())
                .withFsGroupChangePolicy(volumes.group() == null ? null : "OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withTopologySpreadConstraints(Spread.of(task))
                .withImagePullSecrets(pullSecrets(definition))
                .withHostAliases(hosts(definition))
                .withShareProcessNamespace("task".equals(definition.pidMode) ? true : null)
                .withInitContainers(
                        order.first().stream().map(containers::first).toList())
                .withContainers(order.main().stream()
                        .map(c -> containers.main(c, order.held().contains(c.name)))
                        .toList())
                .withVolumes(volumes.all())
                .withResources(
                        together.map(all -> TaskContainers.exactly(all).build()).orElse(null))
                .build();
    }

    /** What containers that run side by side may take of each other, where the cluster holds them to it together. */
    private static Optional<SizeSplit.Share> together(TaskSize size, StartOrder order, Setting setting) {
        return setting.limitsPods() && order.main().size() > 1
                ? Optional.of(new SizeSplit.Share(size.milliCpu(), size.memoryMiB()))
                : Optional.empty();
    }

    private static TaskContainers.Disk diskOwner(TaskDefinitionSpec definition, StartOrder order) {
        boolean given = definition.ephemeralStorage != null && definition.ephemeralStorage.sizeInGiB != null;
        return new TaskContainers.Disk(
                foremost(order).name, given ? definition.ephemeralStorage.sizeInGiB : TaskSize.DEFAULT_DISK_GIB);
    }

    /** A pod has one grace period: the longest of its containers, which begins with the notice. */
    private static long graceSeconds(Task task, List<ContainerDefinition> containers) {
        long notice = Registration.of(task).isEmpty() ? 0 : ContainerProbes.NOTICE;
        return notice
                + containers.stream()
                        .mapToLong(c -> c.stopTimeout == null ? DEFAULT_STOP_TIMEOUT : c.stopTimeout)
                        .max()
                        .orElse(DEFAULT_STOP_TIMEOUT);
    }

    private static Map<String, String> provider(Setting setting) {
        return setting.providerName()
                .map(name -> Map.of(CAPACITY_PROVIDER, name))
                .orElseGet(Map::of);
    }

    private static Map<String, String> nodeSelector(TaskDefinitionSpec definition, Setting setting) {
        Map<String, String> nodes = new LinkedHashMap<>(setting.provider().nodeSelector());
        nodes.putAll(setting.place().nodeSelector());
        String architecture = definition.runtimePlatform == null ? null : definition.runtimePlatform.cpuArchitecture;
        if (architecture != null && ARCHITECTURES.containsKey(architecture)) {
            nodes.put("kubernetes.io/arch", ARCHITECTURES.get(architecture));
        }
        return nodes.isEmpty() ? null : nodes;
    }

    private static List<LocalObjectReference> pullSecrets(TaskDefinitionSpec definition) {
        return definition.containerDefinitions.stream()
                .map(PullSecret::of)
                .flatMap(Optional::stream)
                .distinct()
                .map(LocalObjectReference::new)
                .toList();
    }

    /** Lines for /etc/hosts: a pod's containers share that file. */
    private static List<HostAlias> hosts(TaskDefinitionSpec definition) {
        return definition.containerDefinitions.stream()
                .map(c -> c.extraHosts)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .collect(groupingBy(
                        host -> host.ipAddress,
                        LinkedHashMap::new,
                        mapping(host -> host.hostname, collectingAndThen(toList(), l -> l.stream()
                                .distinct()
                                .toList()))))
                .entrySet()
                .stream()
                .map(entry -> new HostAlias(entry.getValue(), entry.getKey()))
                .toList();
    }
}
