package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Categories;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Function. */
@Group("lambda.davit.dev")
@Version("v1alpha1")
@Plural("functions")
@ShortNames("lfn")
@Categories({"davit", "serverless"})
public class Function extends CustomResource<FunctionSpec, FunctionStatus> implements Namespaced {

    @Override
    protected FunctionSpec initSpec() {
        return new FunctionSpec();
    }

    @Override
    protected FunctionStatus initStatus() {
        return null;
    }
}
