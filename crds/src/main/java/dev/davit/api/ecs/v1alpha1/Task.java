package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Task. */
@Group("ecs.davit.dev")
@Version("v1alpha1")
@Plural("tasks")
@ShortNames("etask")
@Categories("davit")
public class Task extends CustomResource<TaskSpec, TaskStatus> implements Namespaced {

    @Override
    protected TaskSpec initSpec() {
        return new TaskSpec();
    }

    @Override
    protected TaskStatus initStatus() {
        return null;
    }
}
