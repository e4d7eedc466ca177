package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Alias. */
@Group("lambda.davit.dev")
@Version("v1alpha1")
@Plural("aliases")
@ShortNames("lalias")
@Categories({"davit", "serverless"})
public class Alias extends CustomResource<AliasSpec, AliasStatus> implements Namespaced {

    @Override
    protected AliasSpec initSpec() {
        return new AliasSpec();
    }

    @Override
    protected AliasStatus initStatus() {
        return null;
    }
}
