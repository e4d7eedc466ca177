package dev.davit.gateway.http.ecs.document;

import dev.davit.api.common.Arn;
import dev.davit.api.common.TaskDefinitionName;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import java.util.Objects;

/** What can be said of a Task in AWS's words, also before the operator has looked at it. */
public final class TaskFacts {

    public static final String RUNNING = "RUNNING";
    public static final String STOPPED = "STOPPED";

    private static final TaskStatus NONE = new TaskStatus();

    private TaskFacts() {}

    static TaskStatus status(Task task) {
        return Objects.requireNonNullElse(task.getStatus(), NONE);
    }

    /** RUNNING or STOPPED: what is wanted by now. */
    public static String desired(Task task) {
        boolean stop = STOPPED.equals(task.getSpec().desiredStatus) || STOPPED.equals(status(task).desiredStatus);
        return stop ? STOPPED : RUNNING;
    }

    /** How far it is. */
    public static String last(Task task) {
        return Objects.requireNonNullElse(status(task).lastStatus, "PROVISIONING");
    }

    /** The ARN of the revision that it runs; null while that is not decided. */
    public static String definition(Task task) {
        String decided = status(task).taskDefinitionArn;
        String asked = task.getSpec().taskDefinition;
        boolean exact = decided == null
                && Arn.parse(asked).isPresent()
                && named(asked).revision().isPresent();
        return exact ? asked : decided;
    }

    /** The family of its definition; null while that is not known. */
    public static String family(Task task) {
        String definition = definition(task) == null ? task.getSpec().taskDefinition : definition(task);
        return definition == null ? null : named(definition).family();
    }

    /** The group: what its spec says, else that of its family. */
    public static String group(Task task) {
        String family = family(task);
        String usual = family == null ? null : "family:" + family;
        return task.getSpec().group == null ? usual : task.getSpec().group;
    }

    private static TaskDefinitionName named(String text) {
        return TaskDefinitionName.parse(text)
                .orElseGet(() -> new TaskDefinitionName(null, text, java.util.OptionalLong.empty()));
    }
}
