package dev.davit.api.davit.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A managed runtime of the cluster: the image that boots it and how many environments are kept ready for each
 * class of functions that use it. Its name is what a Function's runtime says. Cluster-scoped; installed with
 * Davit, and you may add your own.
 */
@Group("davit.dev")
@Version("v1alpha1")
@Plural("runtimes")
@ShortNames("lrt")
@Categories("davit")
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z][a-z0-9.-]{0,62}$')",
        message = "metadata.name must be a runtime identifier such as python3.11: a lower-case letter, then lower-case "
                + "letters, digits, dots and hyphens, at most 63 characters.")
@AdditionalPrinterColumn(name = "Image", jsonPath = ".spec.imageURI", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Warm", jsonPath = ".spec.warm", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Deprecated",
        jsonPath = ".spec.deprecated",
        type = AdditionalPrinterColumn.Type.BOOLEAN,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
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
