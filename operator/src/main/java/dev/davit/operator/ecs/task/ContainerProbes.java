package dev.davit.operator.ecs.task;

import dev.davit.api.common.ElbId;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.HealthCheck;
import dev.davit.api.ecs.v1alpha1.TargetHealthCheck;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.operator.fargate.HealthCheckCommand;
import dev.davit.operator.kernel.Literal;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the kubelet asks a container. Kubernetes has one probe of readiness a container: it is the check of the target group
 * where there is one, else the container's own. A container that has both is asked its own by the probes of its start and
 * its life, and so ends when it fails them.
 *
 * @param targets the target groups of the task
 */
record ContainerProbes(List<TaskLoadBalancer> targets) {

    /**
     * How long a pod that is taken away answers on before SIGTERM, in seconds: who sends requests has to hear of it first.
     * Only the cluster takes pods away that are still in their target groups; those that Davit stops left them before.
     */
    static final int NOTICE = 3;

    private static final int OFTEN = 1;
    private static final int FOREVER = Integer.MAX_VALUE;

    /** The ports of a container on which target groups call it, each under the group's name for it. */
    List<ContainerPort> ports(ContainerDefinition definition) {
        return targets.stream()
                .filter(target -> target.containerName.equals(definition.name))
                .map(target -> new ContainerPortBuilder()
                        .withName(ElbId.portName(target.targetGroup))
                        .withContainerPort(target.containerPort)
                        .withProtocol("TCP")
                        .build())
                .toList();
    }

    ContainerBuilder on(ContainerBuilder container, ContainerDefinition definition) {
        if (!targets.isEmpty()) {
            container.withLifecycle(new LifecycleBuilder()
                    .withNewPreStop()
                    .withNewSleep((long) NOTICE)
                    .endPreStop()
                    .build());
        }
        Optional<Probe> own =
                HealthCheckCommand.of(definition.healthCheck).map(command -> own(definition.healthCheck, command));
        Optional<TaskLoadBalancer> target = targets.stream()
                .filter(t -> t.containerName.equals(definition.name))
                .findFirst();
        if (target.isEmpty()) {
            return container.withReadinessProbe(own.orElse(null));
        }
        return container
                .withStartupProbe(own.map(probe -> starting(probe, definition.healthCheck))
                        .orElseGet(() -> listening(target.get())))
                .withLivenessProbe(own.orElse(null))
                .withReadinessProbe(check(target.get()));
    }

    /** Asked often until the container listens, for the kubelet asks at once for its readiness then. */
    private static Probe listening(TaskLoadBalancer target) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(port(target)))
                .endTcpSocket()
                .withPeriodSeconds(OFTEN)
                .withFailureThreshold(FOREVER)
                .build();
    }

    private static Probe starting(Probe own, HealthCheck check) {
        int interval = HealthCheckCommand.interval(check);
        return new ProbeBuilder(own)
                .withFailureThreshold((int) Math.ceilDiv(HealthCheckCommand.judgedAfterSeconds(check), (long) interval))
                .build();
    }

    private static Probe check(TaskLoadBalancer target) {
        TargetHealthCheck check = Objects.requireNonNullElseGet(target.healthCheck, TargetHealthCheck::new);
        ProbeBuilder probe = new ProbeBuilder()
                .withPeriodSeconds(Objects.requireNonNullElse(check.intervalSeconds, 30))
                .withTimeoutSeconds(Objects.requireNonNullElse(check.timeoutSeconds, 5))
                .withFailureThreshold(Objects.requireNonNullElse(check.unhealthyThresholdCount, 2));
        return "HTTP".equals(check.protocol)
                ? probe.withNewHttpGet()
                        .withPath(Objects.requireNonNullElse(check.path, "/"))
                        .withPort(new IntOrString(port(target)))
                        .endHttpGet()
                        .build()
                : probe.withNewTcpSocket()
                        .withPort(new IntOrString(port(target)))
                        .endTcpSocket()
                        .build();
    }

    private static Integer port(TaskLoadBalancer target) {
        return target.healthCheck == null || target.healthCheck.port == null
                ? target.containerPort
                : target.healthCheck.port;
    }

    private static Probe own(HealthCheck check, List<String> command) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(Literal.of(command))
                .endExec()
                .withPeriodSeconds(HealthCheckCommand.interval(check))
                .withTimeoutSeconds(HealthCheckCommand.timeout(check))
                .withFailureThreshold(HealthCheckCommand.retries(check))
                .build();
    }
}
