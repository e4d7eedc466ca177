package dev.davit.operator.ecs.task;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The variables of AWS Batch that tell a task of an array which one it is. */
final class ArrayVariables {

    private static final Map<String, String> BY_LABEL = Map.of(
            Labels.ARRAY_INDEX, "AWS_BATCH_JOB_ARRAY_INDEX",
            Labels.ARRAY_SIZE, "AWS_BATCH_JOB_ARRAY_SIZE",
            Labels.ARRAY_ATTEMPT, "AWS_BATCH_JOB_ATTEMPT");

    private ArrayVariables() {}

    /** Gives them to all containers of the task's pod; a variable of the definition with such a name gives way, as on AWS. */
    static Pod into(Pod pod, Task task) {
        Map<String, String> labels = task.getMetadata().getLabels();
        if (labels == null || !labels.containsKey(Labels.ARRAY_INDEX)) {
            return pod;
        }
        List<EnvVar> variables = BY_LABEL.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(each -> new EnvVar(each.getValue(), labels.get(each.getKey()), null))
                .toList();
        Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .forEach(container -> give(container, variables));
        return pod;
    }

    private static void give(Container container, List<EnvVar> variables) {
        List<EnvVar> all = new ArrayList<>(container.getEnv());
        all.removeIf(known -> BY_LABEL.containsValue(known.getName()));
        all.addAll(variables);
        container.setEnv(all);
    }
}
