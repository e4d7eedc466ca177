package dev.davit.api.crd;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.davit.v1alpha1.RevisionReason;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.davit.v1alpha1.RuntimeReason;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionReason;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLReason;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.LayerVersionReason;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;

/** Every kind that has a CRD. */
final class Kinds {

    /** The kinds, by group, the one that people write first. */
    static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(
            Function.class,
            Version.class,
            Alias.class,
            FunctionURLConfig.class,
            LayerVersion.class,
            TaskDefinition.class,
            Task.class,
            FunctionRevision.class,
            EnvironmentPool.class,
            Runtime.class);

    private static final Map<String, Class<? extends Enum<?>>> REASONS = Map.of(
            "Function", FunctionReason.class,
            "Version", VersionReason.class,
            "Alias", AliasReason.class,
            "FunctionURLConfig", FunctionURLReason.class,
            "LayerVersion", LayerVersionReason.class,
            "TaskDefinition", TaskDefinitionReason.class,
            "Task", TaskReason.class,
            "FunctionRevision", RevisionReason.class,
            "EnvironmentPool", PoolReason.class,
            "Runtime", RuntimeReason.class);

    private Kinds() {}

    /** The reasons in a kind's conditions. */
    static Class<? extends Enum<?>> reasons(String kind) {
        return REASONS.get(kind);
    }
}
