package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.autoscaling.scaling.Datapoint;
import dev.davit.operator.autoscaling.scaling.Metric;
import dev.davit.operator.kernel.ApiErrors;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures the metrics of a service. */
public final class Meter {

    /** The client's code when there was no answer. */
    private static final int UNREACHABLE = 0;

    private final RequestMeter requests;

    /** A meter that reads requests off those counters. */
    public Meter(RequestCounters counters) {
        requests = new RequestMeter(counters);
    }

    /**
     * What is looked at, by whom and when.
     *
     * @param target the uid of the scalable target
     * @param namespace its namespace
     * @param service the name of its Service
     * @param minute which minute it is
     * @param now the time
     */
    public record Look(String target, String namespace, String service, long minute, Instant now) {}

    /**
     * What was measured.
     *
     * @param seen the metrics that there are
     * @param running how many tasks run; -1 when nobody asked
     * @param trouble why the cluster's metrics could not be read
     */
    public record Reading(Map<Metric, Datapoint> seen, int running, Optional<String> trouble) {}

    /** Measures the metrics. A cluster that serves none is an answer, not an exception. */
    public Reading read(KubernetesClient client, Look look, Set<Metric> metrics) {
        Map<Metric, Datapoint> seen = new HashMap<>();
        metrics.stream().filter(metric -> metric.kind() == Metric.Kind.REQUESTS).forEach(metric -> requests.read(
                        client, look.namespace(), metric, look.target(), look.minute(), look.now())
                .ifPresent(point -> seen.put(metric, point)));
        if (!metrics.contains(Metric.CPU) && !metrics.contains(Metric.MEMORY)) {
            return new Reading(seen, -1, Optional.empty());
        }
        try {
            Use use = UseReader.read(client, look.namespace(), look.service());
            metrics.stream()
                    .filter(metric -> metric.kind() != Metric.Kind.REQUESTS)
                    .forEach(metric ->
                            Utilization.of(metric, use, look.minute()).ifPresent(point -> seen.put(metric, point)));
            return new Reading(seen, use.running().size(), Optional.empty());
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNREACHABLE) {
                throw e;
            }
            return new Reading(
                    seen,
                    -1,
                    Optional.of(
                            "The cluster serves no metrics of pods (metrics.k8s.io): install metrics-server, or see why it"
                                    + " does not answer: " + ApiErrors.message(e)));
        }
    }
}
