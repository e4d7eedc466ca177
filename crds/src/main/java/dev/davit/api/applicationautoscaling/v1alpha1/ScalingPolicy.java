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
 * When and by how much a ScalableTarget scales: TargetTrackingScaling keeps a metric near a value, StepScaling adds or removes
 * tasks by how far a metric is beyond a threshold. Of several policies the one with the most tasks wins, and all must agree
 * before tasks are taken away.
 */
@Group("applicationautoscaling.davit.dev")
@Version("v1alpha1")
@Plural("scalingpolicies")
@ShortNames("scalp")
@Categories("davit")
@AdditionalPrinterColumn(name = "Resource", jsonPath = ".spec.resourceID", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.policyType", type = AdditionalPrinterColumn.Type.STRING)
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
public class ScalingPolicy extends CustomResource<ScalingPolicySpec, ScalingPolicyStatus> implements Namespaced {

    @Override
    protected ScalingPolicySpec initSpec() {
        return new ScalingPolicySpec();
    }

    @Override
    protected ScalingPolicyStatus initStatus() {
        return null;
    }
}
