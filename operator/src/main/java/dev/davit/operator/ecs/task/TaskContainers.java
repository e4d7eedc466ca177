package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.PortMapping;
import dev.davit.api.fargate.SizeSplit;
import dev.davit.operator.fargate.ContainerName;
import dev.davit.operator.fargate.RunAs;
import dev.davit.operator.fargate.SecretSource;
import dev.davit.operator.kernel.Literal;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The containers of a task's pod.
 *
 * @param shares what each container gets of the task
 * @param together the whole task, when its containers share it: then a share is what a container gets in any case, and what
 *     others leave it may take, too
 * @param disk the container that holds the task's limit of ephemeral storage
 * @param probes what the kubelet asks them
 * @param region the region that programs see
 * @param metadata where a container of that name learns of itself
 */
record TaskContainers(
        Map<String, SizeSplit.Share> shares,
        Optional<SizeSplit.Share> together,
        Disk disk,
        ContainerProbes probes,
        String region,
        UnaryOperator<String> metadata) {

    /** The limit of ephemeral storage: Kubernetes adds the containers' limits up for the pod, so one holds it. */
    record Disk(String container, int sizeInGiB) {}

    /** A container that ends before the others start. */
    Container first(ContainerDefinition definition) {
        return container(definition).build();
    }

    /** A container of the task proper; one that is held starts when it is given its image. */
    Container main(ContainerDefinition definition, boolean held) {
        ContainerBuilder container =
                probes.on(container(definition).addAllToPorts(probes.ports(definition)), definition);
        Restarts.of(definition).ifPresent(restarts -> restarts.on(container));
        return held ? container.withImage(ContainerOrder.HELD).build() : container.build();
    }

    private ContainerBuilder container(ContainerDefinition definition) {
        return new ContainerBuilder()
                .withName(ContainerName.of(definition.name))
                .withImage(definition.image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand(Literal.of(definition.entryPoint))
                .withArgs(Literal.of(definition.command))
                .withWorkingDir(definition.workingDirectory)
                .withEnv(environment(definition))
                .withPorts(ports(definition.portMappings))
                .withVolumeMounts(mounts(definition))
                .withResources(resources(definition))
                .withSecurityContext(security(definition))
                .withTty(definition.pseudoTerminal);
    }

    /** What Fargate tells a program of where it runs, then the user's own, which win, but for the metadata's address: that is ECS's. */
    private List<EnvVar> environment(ContainerDefinition definition) {
        Map<String, EnvVar> variables = new LinkedHashMap<>();
        put(variables, variable("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE"));
        put(variables, variable("AWS_REGION", region));
        put(variables, variable("AWS_DEFAULT_REGION", region));
        if (definition.environment != null) {
            definition.environment.forEach(v -> put(variables, variable(v.name, Literal.of(v.value))));
        }
        if (definition.secrets != null) {
            definition.secrets.forEach(s -> put(
                    variables, secret(s.name, SecretSource.parse(s.valueFrom).orElseThrow())));
        }
        put(variables, variable(TaskMetadata.VARIABLE, metadata.apply(definition.name)));
        return new ArrayList<>(variables.values());
    }

    private static void put(Map<String, EnvVar> variables, EnvVar variable) {
        variables.remove(variable.getName());
        variables.put(variable.getName(), variable);
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar secret(String name, SecretSource source) {
        EnvVarBuilder variable = new EnvVarBuilder().withName(name);
        return source.configMap()
                ? variable.withNewValueFrom()
                        .withNewConfigMapKeyRef(source.key(), source.name(), null)
                        .endValueFrom()
                        .build()
                : variable.withNewValueFrom()
                        .withNewSecretKeyRef(source.key(), source.name(), null)
                        .endValueFrom()
                        .build();
    }

    private static List<ContainerPort> ports(List<PortMapping> mappings) {
        return mappings == null
                ? List.of()
                : mappings.stream()
                        .filter(mapping -> mapping.containerPort != null)
                        .map(mapping -> new ContainerPortBuilder()
                                .withContainerPort(mapping.containerPort)
                                .withProtocol(
                                        mapping.protocol == null ? "TCP" : mapping.protocol.toUpperCase(Locale.ROOT))
                                .build())
                        .distinct()
                        .toList();
    }

    private static List<VolumeMount> mounts(ContainerDefinition definition) {
        return definition.mountPoints == null
                ? List.of()
                : definition.mountPoints.stream()
                        .map(mount -> new VolumeMountBuilder()
                                .withName(ContainerName.of(mount.sourceVolume))
                                .withMountPath(mount.containerPath)
                                .withReadOnly(mount.readOnly)
                                .build())
                        .toList();
    }

    private ResourceRequirements resources(ContainerDefinition definition) {
        String name = definition.name;
        ResourceRequirementsBuilder resources = exactly(shares.get(name));
        together.ifPresent(all -> {
            resources.addToLimits("cpu", cpu(all));
            if (definition.memory == null || definition.memory == 0) {
                resources.addToLimits("memory", memory(all));
            }
        });
        // Without a request of its own, the limit would be requested: few nodes have so much disk to give away.
        if (disk.container().equals(name)) {
            resources
                    .addToRequests("ephemeral-storage", new Quantity("0"))
                    .addToLimits("ephemeral-storage", new Quantity(disk.sizeInGiB() + "Gi"));
        }
        return resources.build();
    }

    /** So much and no more. */
    static ResourceRequirementsBuilder exactly(SizeSplit.Share share) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", cpu(share))
                .addToRequests("memory", memory(share))
                .addToLimits("cpu", cpu(share))
                .addToLimits("memory", memory(share));
    }

    private static Quantity cpu(SizeSplit.Share share) {
        return new Quantity(share.milliCpu() + "m");
    }

    private static Quantity memory(SizeSplit.Share share) {
        return new Quantity(share.memoryMiB() + "Mi");
    }

    private static SecurityContext security(ContainerDefinition definition) {
        Optional<RunAs> user =
                Optional.ofNullable(definition.user).filter(u -> !u.isBlank()).flatMap(RunAs::parse);
        return new SecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(user.map(RunAs::uid).orElse(null))
                .withRunAsGroup(user.map(RunAs::gid).orElse(null))
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(definition.readonlyRootFilesystem)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .build();
    }
}
