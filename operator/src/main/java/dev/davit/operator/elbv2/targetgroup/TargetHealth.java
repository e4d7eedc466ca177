package dev.davit.operator.elbv2.targetgroup;

import dev.davit.api.elbv2.v1alpha1.TargetHealthDescription;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pure: the health of targets in AWS's words. An endpoint says whether it is ready and not why not, so a target that is not
 * ready is unhealthy when it was seen healthy or unhealthy before, and initial otherwise.
 *
 * @param inputs what was looked at
 * @param used whether a load balancer forwards to the group
 */
record TargetHealth(TargetGroupInputs inputs, boolean used) {
    private static final int MOST = 1000;

    List<TargetHealthDescription> targets() {
        if (inputs.isFunction()) {
            return inputs.functionArn().map(arn -> List.of(function(arn))).orElse(List.of());
        }
        Map<String, TargetHealthDescription> found = new TreeMap<>();
        for (EndpointSlice slice : inputs.slices()) {
            Integer port = stream(slice.getPorts())
                    .map(p -> p.getPort())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (port != null) {
                stream(slice.getEndpoints()).forEach(endpoint -> {
                    TargetHealthDescription target = pod(endpoint, port);
                    found.put(target.id + ":" + port, target);
                });
            }
        }
        return found.values().stream().limit(MOST).toList();
    }

    /** A slice without endpoints has no list of them. */
    private static <E> Stream<E> stream(List<E> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    private TargetHealthDescription function(String arn) {
        TargetHealthDescription target = new TargetHealthDescription();
        target.id = arn;
        target.state = "unavailable";
        target.reason = "Target.HealthCheckDisabled";
        target.description = "Health checks are not enabled for this target";
        return target;
    }

    private TargetHealthDescription pod(Endpoint endpoint, int port) {
        TargetHealthDescription target = new TargetHealthDescription();
        target.id = endpoint.getAddresses().getFirst();
        target.port = port;
        target.pod =
                endpoint.getTargetRef() == null ? null : endpoint.getTargetRef().getName();
        target.availabilityZone = endpoint.getZone();
        EndpointConditions conditions = endpoint.getConditions();
        if (conditions != null && Boolean.TRUE.equals(conditions.getTerminating())) {
            say(target, "draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
        } else if (conditions != null && Boolean.TRUE.equals(conditions.getReady())) {
            healthy(target);
        } else if (wasChecked(target)) {
            say(target, "unhealthy", "Target.FailedHealthChecks", "Health checks failed");
        } else {
            say(target, "initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
        }
        return target;
    }

    private void healthy(TargetHealthDescription target) {
        if (used) {
            target.state = "healthy";
        } else {
            say(
                    target,
                    "unused",
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer");
        }
    }

    private boolean wasChecked(TargetHealthDescription target) {
        var status = inputs.group().getStatus();
        return status != null
                && status.targets != null
                && status.targets.stream()
                        .anyMatch(before -> target.id.equals(before.id)
                                && target.port.equals(before.port)
                                && Objects.equals(target.pod, before.pod)
                                && !"initial".equals(before.state));
    }

    private static void say(TargetHealthDescription target, String state, String reason, String description) {
        target.state = state;
        target.reason = reason;
        target.description = description;
    }
}
