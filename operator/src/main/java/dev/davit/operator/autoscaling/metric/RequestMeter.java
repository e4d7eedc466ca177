package dev.davit.operator.autoscaling.metric;

import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.autoscaling.scaling.Datapoint;
import dev.davit.operator.autoscaling.scaling.Metric;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Measures requests for each target. */
final class RequestMeter {

    private final RequestCounters counters;
    private final RequestRates rates = new RequestRates();

    RequestMeter(RequestCounters counters) {
        this.counters = counters;
    }

    /** The metric in that minute; {@code target} is the uid of the scalable target that looks. */
    Optional<Datapoint> read(
            KubernetesClient client, String namespace, Metric metric, String target, long minute, Instant now) {
        return group(client, namespace, metric.resourceLabel())
                .flatMap(group -> counters.of(namespace, group.getMetadata().getName())
                        .flatMap(counts -> rates.add(
                                target + metric.resourceLabel(),
                                new RequestRates.Look(now, counts),
                                Objects.requireNonNullElse(group.getStatus().healthyTargets, 0),
                                minute)));
    }

    /** The target group whose ARN ends as the label does. */
    private static Optional<TargetGroup> group(KubernetesClient client, String namespace, String resourceLabel) {
        String end = resourceLabel.substring(resourceLabel.indexOf("targetgroup/"));
        return client
                .resources(TargetGroup.class)
                .inNamespace(namespace)
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems()
                .stream()
                .filter(group -> group.getStatus() != null
                        && group.getStatus().ackResourceMetadata != null
                        && group.getStatus().ackResourceMetadata.arn != null
                        && group.getStatus().ackResourceMetadata.arn.endsWith(":" + end))
                .findFirst();
    }
}
