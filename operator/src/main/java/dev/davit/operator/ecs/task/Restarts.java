package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.ContainerRestartPolicy;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerRestartRuleBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * That a container is started again when it ends. The kubelet does it, by the exit code; that one which ran too short is not
 * started again is left to the operator, which ends the task then, or holds the container where the task goes on without it.
 *
 * @param ignored exit codes that are an end all the same
 * @param periodSeconds how long it has to have run
 */
record Restarts(List<Integer> ignored, int periodSeconds) {

    private static final int DEFAULT_PERIOD = 300;

    static Optional<Restarts> of(ContainerDefinition definition) {
        ContainerRestartPolicy policy = definition.restartPolicy;
        return policy == null || !Boolean.TRUE.equals(policy.enabled)
                ? Optional.empty()
                : Optional.of(new Restarts(
                        Objects.requireNonNullElse(policy.ignoredExitCodes, List.of()),
                        Objects.requireNonNullElse(policy.restartAttemptPeriod, DEFAULT_PERIOD)));
    }

    ContainerBuilder on(ContainerBuilder container) {
        return ignored.isEmpty()
                ? container.withRestartPolicy("Always")
                : container
                        .withRestartPolicy("Never")
                        .withRestartPolicyRules(new ContainerRestartRuleBuilder()
                                .withAction("Restart")
                                .withNewExitCodes()
                                .withOperator("NotIn")
                                .withValues(ignored)
                                .endExitCodes()
                                .build());
    }

    /** Whether the kubelet starts the container again after this end. */
    boolean again(ContainerStateTerminated end) {
        return !ignored.contains(end.getExitCode());
    }

    /** Whether ECS would start it again. */
    boolean allowed(ContainerStateTerminated end) {
        return again(end)
                && end.getStartedAt() != null
                && end.getFinishedAt() != null
                && Duration.between(Instant.parse(end.getStartedAt()), Instant.parse(end.getFinishedAt()))
                                .toSeconds()
                        >= periodSeconds;
    }
}
