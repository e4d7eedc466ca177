package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.operator.ecs.service.deployment.PauseHooks;
import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes statuses of services: what was decided before anything is done for it, and only onto the object that was read;
 * what conditions say at once; counts, which only people read, a while later.
 */
final class ServiceRecord {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final EventWriter events;
    private final Coalescer counts;

    ServiceRecord(EventWriter events, Clock clock) {
        this.events = events;
        this.counts = new Coalescer(INTERVAL, clock);
    }

    /** Writes the status, or returns when to come back for its counts. A conflict is thrown when a decision could not be written. */
    Optional<Duration> write(Context<Service> context, Service service, ServiceStatus status) {
        String uid = service.getMetadata().getUid();
        ServiceStatus before = service.getStatus() == null ? new ServiceStatus() : service.getStatus();
        if (StatusWriter.isWritten(service, status)) {
            counts.settled(uid);
            return Optional.empty();
        }
        boolean decided = !decisions(before).equals(decisions(status));
        if (!decided && said(before.conditions).equals(said(status.conditions))) {
            Optional<Duration> wait = counts.wait(uid);
            if (wait.isPresent()) {
                return wait;
            }
        }
        boolean written = decided
                ? StatusWriter.writeIfUnchanged(context, service, status)
                : StatusWriter.write(context, service, status);
        if (written) {
            ServiceEvents.of(ServiceNames.of(service), before.deployments, status.deployments)
                    .forEach(happening -> events.write(service, happening));
            events.transitions(service, before.conditions, status.conditions);
        }
        counts.settled(uid);
        return Optional.empty();
    }

    /** The deployments without what is only counted. */
    private static List<Object> decisions(ServiceStatus status) {
        List<ServiceDeployment> deployments = status.deployments == null ? List.of() : status.deployments;
        return List.of(deployments.stream().map(ServiceRecord::decision).toList());
    }

    private static List<Object> decision(ServiceDeployment deployment) {
        return Arrays.asList(
                deployment.number,
                deployment.status,
                deployment.rolloutState,
                deployment.updatedAt,
                deployment.lifecycleStage,
                deployment.lifecycleStageSince,
                deployment.productionTrafficPercent,
                PauseHooks.waiting(deployment).isPresent());
    }

    private static List<List<Object>> said(List<Condition> conditions) {
        return conditions == null
                ? List.of()
                : conditions.stream()
                        .map(c -> List.<Object>of(
                                c.getType(),
                                c.getStatus(),
                                c.getReason(),
                                c.getMessage(),
                                Objects.requireNonNullElse(c.getObservedGeneration(), -1L)))
                        .toList();
    }
}
