package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A container that the kubelet tries to start in vain. What can mend itself (a registry that is away, a Secret applied a
 * moment later) gets a few tries, then the task is given up, as ECS does.
 *
 * @param why the reason in the task's conditions
 * @param text what ECS says
 * @param patience how long the kubelet may try
 */
record StartFailure(TaskReason why, String text, Duration patience) {

    /** The kubelet pulls again after 10 seconds: this sees its second try fail. */
    static final Duration A_FEW_TRIES = Duration.ofSeconds(15);

    private static final Set<String> PULL_TRIES = Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");
    private static final Set<String> PULL_NEVER = Set.of("InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> START_TRIES = Set.of("CreateContainerError", "RunContainerError");
    private static final String CONFIGURATION = "CreateContainerConfigError";
    private static final int TEXT_LIMIT = 255;

    static Optional<StartFailure> of(PodReading reading) {
        return reading.containers().stream()
                .flatMap(c -> reading.waiting(c).stream())
                .flatMap(waiting -> of(waiting).stream())
                .findFirst()
                .or(() -> UnmountedVolumes.missing(reading).map(StartFailure::volume));
    }

    static Optional<StartFailure> of(ContainerStateWaiting waiting) {
        String reason = waiting.getReason() == null ? "" : waiting.getReason();
        String message = waiting.getMessage() == null ? reason : waiting.getMessage();
        if (PULL_TRIES.contains(reason)) {
            return Optional.of(failure(TaskReason.ImagePullFailed, "CannotPullContainerError", pull(message)));
        }
        if (PULL_NEVER.contains(reason)) {
            return Optional.of(failure(TaskReason.ImagePullFailed, "CannotPullContainerError", message, Duration.ZERO));
        }
        if (START_TRIES.contains(reason)) {
            return Optional.of(failure(TaskReason.StartFailed, "CannotCreateContainerError", message));
        }
        return reason.equals(CONFIGURATION) ? Optional.of(configuration(message)) : Optional.empty();
    }

    private static StartFailure volume(String missing) {
        return failure(
                TaskReason.StartFailed,
                "ResourceInitializationError",
                "unable to set up the task's volumes: " + missing);
    }

    private static StartFailure configuration(String message) {
        if (message.contains("runAsNonRoot")) {
            return failure(
                    TaskReason.StartFailed,
                    "CannotCreateContainerError",
                    "the image runs as root or as a user without a number; set user to a uid above 0 (" + message + ")",
                    Duration.ZERO);
        }
        return failure(
                TaskReason.StartFailed,
                "ResourceInitializationError",
                "unable to pull secrets or registry auth: " + message);
    }

    /** What went wrong, without the kubelet's remark that it waits before the next try. */
    private static String pull(String message) {
        int cause = message.indexOf("ErrImagePull: ");
        return message.startsWith("Back-off") && cause >= 0
                ? message.substring(cause + "ErrImagePull: ".length())
                : message;
    }

    private static StartFailure failure(TaskReason why, String error, String message) {
        return failure(why, error, message, A_FEW_TRIES);
    }

    private static StartFailure failure(TaskReason why, String error, String message, Duration patience) {
        return new StartFailure(why, Names.cut(error + ": " + message, TEXT_LIMIT), patience);
    }

    /** How much longer the kubelet may try; zero or less when it is enough. */
    Duration left(PodReading reading, Instant now) {
        return patience.minus(Duration.between(Instant.parse(reading.startable()), now));
    }
}
