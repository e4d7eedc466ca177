package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.HealthStatus;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the containers of a task start and stop, by what they wait for. A container that may not start with the others has no
 * image that a node could run; it gets its own when its time has come, and loses it again when it has to stop before others, or has ended and must not be
 * started again.
 *
 * @param reading the pod
 * @param now the time of the pass
 */
record ContainerOrder(PodReading reading, Instant now) {

    /** No image's name: those are in lower case. The kubelet says so, in an event, and waits for another one. */
    static final String HELD = "Held-until-the-containers-that-it-depends-on-are-there";

    /** When the last containers were given their images: what they need to start counts from there. */
    static final String RELEASED_AT = "ecs.davit.dev/released-at";

    private static final int TEXT_LIMIT = 255;

    /** Why a container can never start. */
    record Never(String text, Optional<ContainerStateTerminated> end, Instant at) {

        /** As ECS says it of the container. */
        String reason() {
            return Names.cut("CannotStartContainerError: dependency graph: " + text, TEXT_LIMIT);
        }
    }

    static boolean isHeld(Container container) {
        return HELD.equals(container.getImage());
    }

    /** The containers that have waited until now. */
    List<PlannedContainer> startable() {
        return reading.main().stream()
                .filter(reading::held)
                .filter(c -> !reading.started(c))
                .filter(c -> c.after().stream().allMatch(this::isThere))
                .toList();
    }

    private boolean isThere(PlannedContainer.After after) {
        PlannedContainer other = named(after.name());
        return switch (after.condition()) {
            case "COMPLETE" -> reading.terminated(other).isPresent();
            case "SUCCESS" ->
                reading.terminated(other).filter(end -> end.getExitCode() == 0).isPresent();
            case "HEALTHY" -> ContainerReading.health(reading, other, now) == HealthStatus.HEALTHY;
            default -> reading.started(other);
        };
    }

    private PlannedContainer named(String name) {
        return reading.containers().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Why a container that has not started never will, in ECS's words. */
    Optional<Never> never(PlannedContainer container) {
        return reading.started(container)
                ? Optional.empty()
                : container.after().stream()
                        .flatMap(after -> never(container, after).stream())
                        .findFirst();
    }

    private Optional<Never> never(PlannedContainer container, PlannedContainer.After after) {
        PlannedContainer other = named(after.name());
        String between = "container ordering dependency [" + other.name() + "] for target [" + container.name() + "]";
        Optional<ContainerStateTerminated> end = reading.terminated(other);
        if (end.isPresent()) {
            boolean failed = after.condition().equals("SUCCESS") && end.get().getExitCode() != 0;
            return failed || after.condition().equals("HEALTHY")
                    ? Optional.of(new Never(
                            "failed to resolve " + between
                                    + (failed
                                            ? " as dependency did not exit successfully."
                                            : " as dependency has exited."),
                            end,
                            reading.endOf(end.get())))
                    : Optional.empty();
        }
        Optional<Instant> deadline = deadline(other).filter(at -> !now.isBefore(at) && !isThere(after));
        if (deadline.isPresent() && !after.condition().equals("START")) {
            return Optional.of(new Never(between + " has timed out.", end, deadline.get()));
        }
        return never(other)
                .map(why -> new Never(
                        "failed to resolve " + between + " because dependency will never start", why.end(), why.at()));
    }

    private Optional<Instant> deadline(PlannedContainer container) {
        return container.startTimeoutSeconds() == 0
                ? Optional.empty()
                : reading.startedAt(container)
                        .map(at -> Instant.parse(at).plusSeconds(container.startTimeoutSeconds()));
    }

    /** When a container has waited too long, though nothing reports a change. */
    Optional<Instant> nextTimeout() {
        return reading.containers().stream()
                .filter(c -> !reading.started(c))
                .flatMap(c -> c.after().stream())
                .map(after -> named(after.name()))
                .filter(reading::running)
                .flatMap(other -> deadline(other).stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** The containers that ended too soon to be started again, without which the task goes on. */
    List<PlannedContainer> spent() {
        return reading.main().stream()
                .filter(c -> !c.essential())
                .filter(reading::spent)
                .toList();
    }

    /** Whether containers that were told to stop still run. */
    boolean stopping() {
        return running().anyMatch(reading::held);
    }

    /** The containers that stop before others: those that others do not depend on, as long as any depends on another. */
    List<PlannedContainer> stopFirst() {
        return running().allMatch(this::isLast)
                ? List.of()
                : running().filter(this::isLast).toList();
    }

    private boolean isLast(PlannedContainer container) {
        return running().flatMap(c -> c.after().stream()).noneMatch(after -> after.name()
                .equals(container.name()));
    }

    private Stream<PlannedContainer> running() {
        return reading.main().stream().filter(reading::running);
    }
}
