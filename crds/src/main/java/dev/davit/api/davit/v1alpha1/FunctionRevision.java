package dev.davit.api.davit.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** FunctionRevision. */
@Group("davit.dev")
@Version("v1alpha1")
@Plural("functionrevisions")
@ShortNames("frev")
@Categories("davit")
public class FunctionRevision extends CustomResource<FunctionRevisionSpec, FunctionRevisionStatus>
        implements Namespaced {

    @Override
    protected FunctionRevisionSpec initSpec() {
        return new FunctionRevisionSpec();
    }

    @Override
    protected FunctionRevisionStatus initStatus() {
        return null;
    }
}
