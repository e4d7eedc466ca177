package dev.davit.api.applicationautoscaling.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Lets the number of a Service's tasks follow its load and the clock, between a minimum and a maximum, as Application Auto
 * Scaling does: by the ScalingPolicies with the same resourceID, and by its scheduled actions. The count is written through the
 * Service's scale subresource, so leave desiredCount out of what Git applies. Deleting a ScalableTarget leaves the count as it is.
 */
@Group("applicationautoscaling.davit.dev")
@Version("v1alpha1")
@Plural("scalabletargets")
@ShortNames("scalt")
@Categories("davit")
@AdditionalPrinterColumn(name = "Resource", jsonPath = ".spec.resourceID", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Min", jsonPath = ".status.minCapacity", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Max", jsonPath = ".status.maxCapacity", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Last",
        jsonPath = ".status.activities[0].description",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class ScalableTarget extends CustomResource<ScalableTargetSpec, ScalableTargetStatus> implements Namespaced {

    @Override
    protected ScalableTargetSpec initSpec() {
        return new ScalableTargetSpec();
    }

    @Override
    protected ScalableTargetStatus initStatus() {
        return null;
    }
}
