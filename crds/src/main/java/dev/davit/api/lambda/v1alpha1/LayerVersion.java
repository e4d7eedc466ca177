package dev.davit.api.lambda.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A version of a layer: files that functions share, unpacked to /opt. It never changes; create another
 * LayerVersion with the same layerName for the next version. Its ARN, which functions name, is in its status.
 */
@Group("lambda.davit.dev")
@Version("v1alpha1")
@Plural("layerversions")
@ShortNames("llayer")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because labels carry it; the "
                        + "layer's own name is spec.layerName: shorten or respell it.")
@AdditionalPrinterColumn(name = "Layer", jsonPath = ".spec.layerName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Version",
        jsonPath = ".status.versionNumber",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "ARN",
        jsonPath = ".status.layerVersionARN",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class LayerVersion extends CustomResource<LayerVersionSpec, LayerVersionStatus> implements Namespaced {

    @Override
    protected LayerVersionSpec initSpec() {
        return new LayerVersionSpec();
    }

    @Override
    protected LayerVersionStatus initStatus() {
        return null;
    }
}
