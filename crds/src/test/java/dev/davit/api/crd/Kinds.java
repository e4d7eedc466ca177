package dev.davit.api.crd;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** Every kind that has a CRD. */
final class Kinds {

    /** The kinds, by group, the one that people write first. */
    static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(
            Function.class,
            Version.class,
            Alias.class,
            TaskDefinition.class,
            Task.class,
            FunctionRevision.class,
            EnvironmentPool.class,
            Runtime.class);

    private Kinds() {}
}
