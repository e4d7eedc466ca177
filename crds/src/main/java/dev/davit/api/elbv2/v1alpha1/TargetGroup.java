package dev.davit.api.elbv2.v1alpha1;

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
 * Where a load balancer sends requests: the pods that a Service of ecs.davit.dev registers, or one function.
 */
@Group("elbv2.davit.dev")
@Version("v1alpha1")
@Plural("targetgroups")
@ShortNames("elbtg")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,57}[a-z0-9])?$')",
        message =
                "metadata.name of a TargetGroup must be at most 59 lower-case letters, digits and hyphens, because Services and labels are named after it: shorten or respell it.")
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.targetType", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Protocol", jsonPath = ".spec.protocol", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Port", jsonPath = ".spec.port", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Healthy",
        jsonPath = ".status.healthyTargets",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Registered",
        jsonPath = ".status.registeredTargets",
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
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class TargetGroup extends CustomResource<TargetGroupSpec, TargetGroupStatus> implements Namespaced {

    @Override
    protected TargetGroupSpec initSpec() {
        return new TargetGroupSpec();
    }

    @Override
    protected TargetGroupStatus initStatus() {
        return null;
    }
}
