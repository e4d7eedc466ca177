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
 * A rule of a Listener: which requests it is about, and what happens to them. The rule with the lowest priority
 * that matches decides.
 */
@Group("elbv2.davit.dev")
@Version("v1alpha1")
@Plural("rules")
@ShortNames("elbr")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,57}[a-z0-9])?$')",
        message =
                "metadata.name of a Rule must be at most 59 lower-case letters, digits and hyphens, because Services and labels are named after it: shorten or respell it.")
@AdditionalPrinterColumn(name = "Listener", jsonPath = ".status.listener", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Priority", jsonPath = ".spec.priority", type = AdditionalPrinterColumn.Type.INTEGER)
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
public class Rule extends CustomResource<RuleSpec, RuleStatus> implements Namespaced {

    @Override
    protected RuleSpec initSpec() {
        return new RuleSpec();
    }

    @Override
    protected RuleStatus initStatus() {
        return null;
    }

    /** The form that is served: that of the last specification that was accepted. */
    public RuleInForce inForce() {
        return getStatus() == null || getStatus().inForce == null ? RuleInForce.of(getSpec()) : getStatus().inForce;
    }
}
