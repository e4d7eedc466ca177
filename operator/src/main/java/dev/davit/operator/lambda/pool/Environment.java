package dev.davit.operator.lambda.pool;

import dev.davit.api.common.Labels;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An environment's pod, as far as decisions need to know it. */
record Environment(
        String name,
        String image,
        String gateway,
        Instant created,
        boolean deleting,
        Optional<Instant> runningSince,
        Optional<Ending> ending,
        Optional<Trouble> trouble,
        boolean provisioned) {

    /** How its process ended. */
    record Ending(String reason, Integer exitCode, String message, Instant started, Instant finished) {
        boolean outOfMemory() {
            return "OOMKilled".equals(reason);
        }
    }

    /** Why it does not start. */
    record Trouble(Kind kind, String message) {
        enum Kind {
            PULL_FAILING,
            PULL_GIVEN_UP,
            CONTAINER_REFUSED,
            UNSCHEDULABLE
        }
    }

    private static final Set<String> PULL_FAILING = Set.of("ErrImagePull", "RegistryUnavailable");
    private static final Set<String> PULL_GIVEN_UP =
            Set.of("ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> CONTAINER_REFUSED =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    boolean ended() {
        return ending.isPresent();
    }

    static Environment of(Pod pod) {
        Optional<ContainerStatus> container = containers(pod).findFirst();
        Instant created = time(pod.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH);
        return new Environment(
                pod.getMetadata().getName(),
                image(pod),
                gateway(pod),
                created,
                pod.getMetadata().getDeletionTimestamp() != null,
                container
                        .map(ContainerStatus::getState)
                        .map(ContainerState::getRunning)
                        .flatMap(running -> time(running.getStartedAt())),
                ending(pod, container, created),
                trouble(pod, container),
                isProvisioned(pod));
    }

    /** Whether it was made to be kept initialised, and its image was told so. */
    private static boolean isProvisioned(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels != null && Labels.PROVISIONED.equals(labels.get(Labels.INITIALIZATION_TYPE));
    }

    private static String image(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(PoolObjects.IMAGE, "");
    }

    /** Address and host name of the gateway, as the pod was given them. */
    private static String gateway(Pod pod) {
        List<HostAlias> aliases =
                pod.getSpec() == null ? List.of() : pod.getSpec().getHostAliases();
        return aliases.stream()
                .findFirst()
                .map(alias -> alias.getIp() + " " + String.join(" ", alias.getHostnames()))
                .orElse("");
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .filter(status -> PoolObjects.CONTAINER.equals(status.getName()));
    }

    private static Optional<Ending> ending(Pod pod, Optional<ContainerStatus> container, Instant created) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if (!"Failed".equals(phase) && !"Succeeded".equals(phase)) {
            return Optional.empty();
        }
        Optional<ContainerStateTerminated> end =
                container.map(ContainerStatus::getState).map(ContainerState::getTerminated);
        Instant finished = end.flatMap(e -> time(e.getFinishedAt())).orElse(created);
        return Optional.of(new Ending(
                end.map(ContainerStateTerminated::getReason)
                        .or(() -> Optional.ofNullable(pod.getStatus().getReason()))
                        .orElse(phase),
                end.map(ContainerStateTerminated::getExitCode).orElse(null),
                end.map(ContainerStateTerminated::getMessage)
                        .or(() -> Optional.ofNullable(pod.getStatus().getMessage()))
                        .orElse(""),
                // A process that could not be started has a start time of 1970.
                end.flatMap(e -> time(e.getStartedAt()))
                        .filter(started -> !started.isBefore(created))
                        .orElse(finished),
                finished));
    }

    private static Optional<Trouble> trouble(Pod pod, Optional<ContainerStatus> container) {
        return container
                .map(ContainerStatus::getState)
                .map(ContainerState::getWaiting)
                .flatMap(Environment::trouble)
                .or(() -> unschedulable(pod));
    }

    private static Optional<Trouble> trouble(ContainerStateWaiting waiting) {
        String reason = waiting.getReason() == null ? "" : waiting.getReason();
        String message = waiting.getMessage() == null ? reason : waiting.getMessage();
        if (PULL_FAILING.contains(reason)) {
            return Optional.of(new Trouble(Trouble.Kind.PULL_FAILING, message));
        }
        if (PULL_GIVEN_UP.contains(reason)) {
            return Optional.of(new Trouble(Trouble.Kind.PULL_GIVEN_UP, message));
        }
        return CONTAINER_REFUSED.contains(reason)
                ? Optional.of(new Trouble(Trouble.Kind.CONTAINER_REFUSED, message))
                : Optional.empty();
    }

    private static Optional<Trouble> unschedulable(Pod pod) {
        List<PodCondition> conditions =
                pod.getStatus() == null ? null : pod.getStatus().getConditions();
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
                        .filter(c -> "Unschedulable".equals(c.getReason()))
                        .findFirst()
                        .map(c -> new Trouble(Trouble.Kind.UNSCHEDULABLE, String.valueOf(c.getMessage())));
    }

    static Optional<Instant> time(String text) {
        return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
