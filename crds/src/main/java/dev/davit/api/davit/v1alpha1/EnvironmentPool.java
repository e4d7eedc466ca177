package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** EnvironmentPool. */
@Group("davit.dev")
@Version("v1alpha1")
@Plural("environmentpools")
@ShortNames("epool")
@Categories("davit")
public class EnvironmentPool extends CustomResource<EnvironmentPoolSpec, EnvironmentPoolStatus> implements Namespaced {

    @Override
    protected EnvironmentPoolSpec initSpec() {
        return new EnvironmentPoolSpec();
    }

    @Override
    protected EnvironmentPoolStatus initStatus() {
        return null;
    }
}
