package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.LinuxParameters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The fields of a container definition that Davit does not honour: refused with a reason, or without effect. */
final class ContainerFields {

    private record Field(String name, Predicate<ContainerDefinition> isSet, String sentence) {}

    private static final String RESTRICTED = "tasks run as restricted pods; take it out";
    private static final String AS_ON_FARGATE = "Fargate has no such setting (network mode awsvpc); take it out";
    private static final String NO_KUBERNETES = "Kubernetes cannot set it for one pod; take it out";

    private static final List<Field> REFUSED = List.of(
            new Field("privileged", c -> Boolean.TRUE.equals(c.privileged), RESTRICTED),
            new Field(
                    "linuxParameters.capabilities.add",
                    c -> linux(c, l -> l.capabilities != null && filled(l.capabilities.add)),
                    RESTRICTED),
            new Field("linuxParameters.devices", c -> linux(c, l -> filled(l.devices)), RESTRICTED),
            new Field("linuxParameters.maxSwap", c -> linux(c, l -> l.maxSwap != null), AS_ON_FARGATE),
            new Field("linuxParameters.swappiness", c -> linux(c, l -> l.swappiness != null), AS_ON_FARGATE),
            new Field(
                    "linuxParameters.sharedMemorySize", c -> linux(c, l -> l.sharedMemorySize != null), AS_ON_FARGATE),
            new Field("linuxParameters.tmpfs", c -> linux(c, l -> filled(l.tmpfs)), AS_ON_FARGATE),
            new Field("dockerSecurityOptions", c -> filled(c.dockerSecurityOptions), RESTRICTED),
            new Field("credentialSpecs", c -> filled(c.credentialSpecs), AS_ON_FARGATE),
            new Field("disableNetworking", c -> Boolean.TRUE.equals(c.disableNetworking), AS_ON_FARGATE),
            new Field("links", c -> filled(c.links), AS_ON_FARGATE + "; containers of a task share localhost"),
            new Field("dnsServers", c -> filled(c.dnsServers), AS_ON_FARGATE),
            new Field("dnsSearchDomains", c -> filled(c.dnsSearchDomains), AS_ON_FARGATE),
            new Field("extraHosts", c -> filled(c.extraHosts), AS_ON_FARGATE),
            new Field("hostname", c -> filled(c.hostname), AS_ON_FARGATE),
            new Field("systemControls", c -> filled(c.systemControls), NO_KUBERNETES),
            new Field("ulimits", c -> filled(c.ulimits), NO_KUBERNETES + " (the node's runtime sets limits)"),
            new Field(
                    "resourceRequirements",
                    c -> filled(c.resourceRequirements),
                    "Fargate has no accelerators; take it out"),
            new Field(
                    "firelensConfiguration",
                    c -> c.firelensConfiguration != null,
                    "log routing is not available; take it out"),
            new Field(
                    "environmentFiles",
                    c -> filled(c.environmentFiles),
                    "there is no S3 to read from; use environment, or secrets with a ConfigMap"),
            new Field("volumesFrom", c -> filled(c.volumesFrom), "mount the same volume in both containers instead"),
            new Field(
                    "portMappings.containerPortRange",
                    c -> some(c.portMappings, p -> filled(p.containerPortRange)),
                    "name each port in a mapping of its own"),
            new Field(
                    "portMappings.hostPort",
                    c -> some(c.portMappings, p -> hostPortDiffers(p.hostPort, p.containerPort)),
                    "with network mode awsvpc it equals containerPort; take it out"));

    private static final List<Field> WITHOUT_EFFECT = List.of(
            new Field("logConfiguration", c -> c.logConfiguration != null, ""),
            new Field("dockerLabels", c -> c.dockerLabels != null && !c.dockerLabels.isEmpty(), ""),
            new Field("startTimeout", c -> c.startTimeout != null, ""),
            new Field(
                    "linuxParameters.initProcessEnabled",
                    c -> linux(c, l -> Boolean.TRUE.equals(l.initProcessEnabled)),
                    ""));

    private ContainerFields() {}

    /** The first field that is refused, with the reason. */
    static Optional<String> refused(ContainerDefinition container) {
        return REFUSED.stream()
                .filter(f -> f.isSet.test(container))
                .map(f -> "container %s: %s is refused: %s".formatted(container.name, f.name, f.sentence))
                .findFirst();
    }

    /** The fields that are set and do nothing. */
    static Stream<String> withoutEffect(ContainerDefinition container) {
        return WITHOUT_EFFECT.stream()
                .filter(f -> f.isSet.test(container))
                .map(f -> "containerDefinitions[" + container.name + "]." + f.name);
    }

    private static boolean hostPortDiffers(Integer hostPort, Integer containerPort) {
        return hostPort != null && hostPort != 0 && !hostPort.equals(containerPort);
    }

    private static boolean linux(ContainerDefinition container, Predicate<LinuxParameters> isSet) {
        return container.linuxParameters != null && isSet.test(container.linuxParameters);
    }

    private static <T> boolean some(Collection<T> list, Predicate<T> isSet) {
        return list != null && list.stream().anyMatch(isSet);
    }

    private static boolean filled(Collection<?> list) {
        return list != null && !list.isEmpty();
    }

    private static boolean filled(String text) {
        return text != null && !text.isEmpty();
    }
}
