package dev.davit.api.fargate;

import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ServiceAccount that a task definition names as its task role. */
public final class TaskRole {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?");

    private TaskRole() {}

    /** The name of the ServiceAccount, or empty when the tasks have no role. */
    public static Optional<String> of(TaskDefinitionSpec spec) {
        if (spec.taskRoleRef != null && spec.taskRoleRef.from != null && spec.taskRoleRef.from.name != null) {
            return Optional.of(spec.taskRoleRef.from.name);
        }
        return Optional.ofNullable(spec.taskRoleARN)
                .filter(role -> !role.isBlank())
                .map(role -> role.substring(role.lastIndexOf('/') + 1));
    }

    /** Why the role cannot be used, as a sentence that says the fix. */
    public static Optional<String> problem(TaskDefinitionSpec spec, String namespace) {
        if (spec.taskRoleRef != null
                && spec.taskRoleRef.from != null
                && spec.taskRoleRef.from.namespace != null
                && !spec.taskRoleRef.from.namespace.equals(namespace)) {
            return Optional.of("taskRoleRef names the namespace " + spec.taskRoleRef.from.namespace
                    + "; a role is a ServiceAccount of the task's own namespace");
        }
        return of(spec).filter(name -> !NAME.matcher(name).matches())
                .map(name -> "task role " + name + " is not the name of a ServiceAccount of this namespace");
    }
}
