package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.LinuxParameters;
import dev.davit.operator.fargate.PullSecret;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The fields of a container definition that Davit does not honour: refused with a reason, or without effect. */
final class ContainerFields {

    private record Field(String name, Predicate<ContainerDefinition> isSet, String sentence) {
        static Field of(String name, Predicate<ContainerDefinition> isSet) {
            return new Field(name, isSet, "");
        }
    }

    private static final String TRACE = "SYS_PTRACE";

    private static final String RESTRICTED = "tasks run as restricted pods; take it out";

    private static final List<Field> REFUSED = List.of(
            new Field("privileged", c -> Boolean.TRUE.equals(c.privileged), RESTRICTED),
            new Field("linuxParameters.capabilities.add", c -> added(c).anyMatch(a -> !a.equals(TRACE)), RESTRICTED),
            new Field("linuxParameters.devices", c -> linux(c, l -> filled(l.devices)), RESTRICTED),
            new Field("dockerSecurityOptions", c -> filled(c.dockerSecurityOptions), RESTRICTED),
            new Field(
                    "ulimits",
                    c -> filled(c.ulimits),
                    "Kubernetes sets no limits of processes, a container has those of its node's runtime; take it out, or"
                            + " lower a limit in the container's own command"),
            new Field(
                    "logConfiguration.logDriver",
                    c -> c.logConfiguration != null
                            && filled(c.logConfiguration.logDriver)
                            && !c.logConfiguration.logDriver.equals("awslogs"),
                    "the log is the pod's, which the cluster's collector ships; use awslogs, or take it out"),
            new Field(
                    "portMappings.hostPort",
                    c -> some(c.portMappings, p -> hostPortDiffers(p.hostPort, p.containerPort)),
                    "with network mode awsvpc it equals containerPort; take it out"));

    private static final List<Field> WITHOUT_EFFECT = List.of(
            // A process that is not root gets no capability by adding it.
            Field.of("linuxParameters.capabilities.add", c -> added(c).anyMatch(TRACE::equals)),
            Field.of("linuxParameters.initProcessEnabled", c -> linux(c, l -> yes(l.initProcessEnabled))),
            Field.of("linuxParameters.maxSwap", c -> linux(c, l -> l.maxSwap != null)),
            Field.of("linuxParameters.swappiness", c -> linux(c, l -> l.swappiness != null)),
            Field.of("linuxParameters.sharedMemorySize", c -> linux(c, l -> l.sharedMemorySize != null)),
            Field.of("linuxParameters.tmpfs", c -> linux(c, l -> filled(l.tmpfs))),
            Field.of("environmentFiles", c -> filled(c.environmentFiles)),
            Field.of("portMappings.containerPortRange", c -> some(c.portMappings, p -> filled(p.containerPortRange))),
            Field.of("volumesFrom", c -> filled(c.volumesFrom)),
            Field.of("logConfiguration.options", c -> c.logConfiguration != null && c.logConfiguration.options != null),
            Field.of(
                    "logConfiguration.secretOptions",
                    c -> c.logConfiguration != null && filled(c.logConfiguration.secretOptions)),
            Field.of(
                    "repositoryCredentials",
                    c -> c.repositoryCredentials != null && PullSecret.of(c).isEmpty()),
            Field.of("resourceRequirements", c -> filled(c.resourceRequirements)),
            Field.of("systemControls", c -> filled(c.systemControls)),
            Field.of("dockerLabels", c -> c.dockerLabels != null && !c.dockerLabels.isEmpty()),
            Field.of("hostname", c -> filled(c.hostname)),
            Field.of("dnsServers", c -> filled(c.dnsServers)),
            Field.of("dnsSearchDomains", c -> filled(c.dnsSearchDomains)),
            Field.of("links", c -> filled(c.links)),
            Field.of("disableNetworking", c -> yes(c.disableNetworking)),
            Field.of("interactive", c -> yes(c.interactive)),
            Field.of("credentialSpecs", c -> filled(c.credentialSpecs)),
            Field.of("firelensConfiguration", c -> c.firelensConfiguration != null));

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

    private static Stream<String> added(ContainerDefinition container) {
        return linux(container, l -> l.capabilities != null && filled(l.capabilities.add))
                ? container.linuxParameters.capabilities.add.stream()
                : Stream.empty();
    }

    private static boolean yes(Boolean value) {
        return Boolean.TRUE.equals(value);
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
