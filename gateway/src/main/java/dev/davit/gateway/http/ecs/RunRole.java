package dev.davit.gateway.http.ecs;

import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.api.fargate.TaskRole;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether the role of a request's tasks is there: ECS starts no task whose role it cannot assume. */
final class RunRole {

    private final EcsDirectory directory;

    RunRole(EcsDirectory directory) {
        this.directory = directory;
    }

    /** Fails in AWS's words when the role that the definition names, or the override instead, is not there. */
    CompletionStage<Void> require(EcsAccount account, TaskDefinitionSpec definition, TaskOverride override) {
        TaskDefinitionSpec taken = definition;
        if (override != null && override.taskRoleARN != null) {
            taken = new TaskDefinitionSpec();
            taken.taskRoleARN = override.taskRoleARN;
        }
        Optional<String> role = TaskRole.of(taken);
        if (role.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String asked = taken.taskRoleARN == null ? role.get() : taken.taskRoleARN;
        return directory.hasRole(account.namespace(), role.get()).thenAccept(there -> {
            if (!there) {
                throw EcsRefusal.client("ECS was unable to assume the role '" + asked
                        + "' that was provided for this task. Please verify that the role being passed has the proper trust"
                        + " relationship and permissions and that your IAM user has permissions to pass this role. A role"
                        + " is a ServiceAccount of the task's namespace, and there is no " + role.get() + ".");
            }
        });
    }
}
