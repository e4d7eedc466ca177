package dev.davit.operator.ecs.task;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pure: volumes of a ConfigMap or Secret that is not there. The kubelet tries for ever, and says so in an event alone: for a pod
 * that has such a volume and is not about to start after a while, its events are read, and the cause stands in the pod as it is
 * read then.
 */
final class UnmountedVolumes {

    /** As the kubelet calls the event. */
    static final String FAILED_MOUNT = "FailedMount";

    private static final String READY_TO_START = "PodReadyToStartContainers";
    private static final Pattern MISSING =
            Pattern.compile("(?:configmap|secret) \"[^\"]+\" not found|references non-existent [a-z]+ key: \\S+");

    private UnmountedVolumes() {}

    /** Whether the pod's events are worth a look. */
    static boolean isSuspected(PodReading reading, Instant now) {
        return isWaiting(reading) && !now.isBefore(suspectedAt(reading));
    }

    /** When to look at the pod although nothing reports a change, as long as it may wait for volumes. */
    static Optional<Instant> nextLook(PodReading reading, Instant now) {
        return Optional.of(reading)
                .filter(UnmountedVolumes::isWaiting)
                .map(UnmountedVolumes::suspectedAt)
                .map(at -> at.isAfter(now) ? at : now.plus(StartFailure.A_FEW_TRIES));
    }

    private static boolean isWaiting(PodReading reading) {
        return reading.bound()
                && !reading.ended()
                && reading.containers().stream().noneMatch(reading::started)
                && reading.condition(READY_TO_START)
                        .filter(ready -> "True".equals(ready.getStatus()))
                        .isEmpty()
                && reading.pod().getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getConfigMap() != null || volume.getSecret() != null);
    }

    private static Instant suspectedAt(PodReading reading) {
        return Instant.parse(reading.takenAt()).plus(StartFailure.A_FEW_TRIES);
    }

    /** The pod, with what its events say of a missing ConfigMap or Secret. */
    static Pod told(Pod pod, List<Event> events) {
        return events.stream()
                .map(event -> MISSING.matcher(String.valueOf(event.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .map(missing -> new PodBuilder(pod)
                        .editStatus()
                        .removeMatchingFromConditions(c -> READY_TO_START.equals(c.getType()))
                        .addNewCondition()
                        .withType(READY_TO_START)
                        .withStatus("False")
                        .withReason(FAILED_MOUNT)
                        .withMessage(missing)
                        .endCondition()
                        .endStatus()
                        .build())
                .orElse(pod);
    }

    /** What is missing, where the pod was told. */
    static Optional<String> missing(PodReading reading) {
        return reading.condition(READY_TO_START)
                .filter(ready -> FAILED_MOUNT.equals(ready.getReason()))
                .map(PodCondition::getMessage);
    }
}
