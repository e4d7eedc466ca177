package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Runtime. */
@Group("davit.dev")
@Version("v1alpha1")
@Plural("runtimes")
@ShortNames("lrt")
@Categories("davit")
public class Runtime extends CustomResource<RuntimeSpec, RuntimeStatus> {

    @Override
    protected RuntimeSpec initSpec() {
        return new RuntimeSpec();
    }

    @Override
    protected RuntimeStatus initStatus() {
        return null;
    }
}
