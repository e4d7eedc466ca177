package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;

/** Version. */
@Group("lambda.davit.dev")
@io.fabric8.kubernetes.model.annotation.Version("v1alpha1")
@Plural("versions")
@ShortNames("lver")
@Categories({"davit", "serverless"})
public class Version extends CustomResource<VersionSpec, VersionStatus> implements Namespaced {

    @Override
    protected VersionSpec initSpec() {
        return new VersionSpec();
    }

    @Override
    protected VersionStatus initStatus() {
        return null;
    }
}
