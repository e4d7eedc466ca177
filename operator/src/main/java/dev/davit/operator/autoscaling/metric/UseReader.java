package dev.davit.operator.autoscaling.metric;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.autoscaling.metric.Use.Amount;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what the tasks of a service have and use: two lists. */
final class UseReader {

    private static final double UNITS = 1024;
    private static final double MEBI = 1024.0 * 1024;

    private UseReader() {}

    /** What the tasks of the Service of that name use now; throws what the client throws when metrics are not served. */
    static Use read(KubernetesClient client, String namespace, String service) {
        Map<String, Amount> used =
                client.top().pods().withLabels(Map.of(Labels.SERVICE, service)).metrics(namespace).getItems().stream()
                        .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), UseReader::used));
        Map<String, Amount> running = client
                .resources(Task.class)
                .inNamespace(namespace)
                .withLabel(Labels.SERVICE, service)
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems()
                .stream()
                .filter(UseReader::runs)
                .collect(Collectors.toMap(task -> task.getStatus().podName, UseReader::had));
        return new Use(running, used);
    }

    private static boolean runs(Task task) {
        var status = task.getStatus();
        return status != null
                && "RUNNING".equals(status.lastStatus)
                && "RUNNING".equals(status.desiredStatus)
                && status.podName != null
                && status.cpu != null
                && status.memory != null;
    }

    private static Amount had(Task task) {
        return new Amount(Double.parseDouble(task.getStatus().cpu), Double.parseDouble(task.getStatus().memory));
    }

    private static Amount used(PodMetrics pod) {
        return new Amount(UNITS * sum(pod, "cpu"), sum(pod, "memory") / MEBI);
    }

    private static double sum(PodMetrics pod, String resource) {
        return pod.getContainers().stream()
                .map(container -> Optional.ofNullable(container.getUsage().get(resource)))
                .flatMap(Optional::stream)
                .map(Quantity::getNumericalAmount)
                .mapToDouble(Number::doubleValue)
                .sum();
    }
}
