package dev.davit.api.ecs.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** TaskDefinition. */
@Group("ecs.davit.dev")
@Version("v1alpha1")
@Plural("taskdefinitions")
@ShortNames("taskdef")
@Categories("davit")
public class TaskDefinition extends CustomResource<TaskDefinitionSpec, TaskDefinitionStatus> implements Namespaced {

    @Override
    protected TaskDefinitionSpec initSpec() {
        return new TaskDefinitionSpec();
    }

    @Override
    protected TaskDefinitionStatus initStatus() {
        return null;
    }
}
