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

/** A name for a version of a function, such as live, that callers use while it is moved from version to version. */
@Group("lambda.davit.dev")
@Version("v1alpha1")
@Plural("aliases")
@ShortNames("lalias")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because labels carry it: shorten "
                        + "or respell it, and put the name that callers use into spec.name.")
@ValidationRule(
        value = "has(self.spec.name) || !self.metadata.name.matches('^[0-9]+$')",
        message =
                "An alias cannot be called by digits only, because that is a version's name: choose another metadata.name or "
                        + "set spec.name.")
@AdditionalPrinterColumn(
        name = "Alias",
        jsonPath = ".spec.name",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(name = "Function", jsonPath = ".spec.functionName", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "FunctionRef",
        jsonPath = ".spec.functionRef.from.name",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Version",
        jsonPath = ".spec.functionVersion",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Runs",
        jsonPath = ".status.functionVersion",
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
        name = "Provisioned",
        jsonPath = ".status.provisionedConcurrency.status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Requested",
        jsonPath = ".status.provisionedConcurrency.requestedProvisionedConcurrentExecutions",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Available",
        jsonPath = ".status.provisionedConcurrency.availableProvisionedConcurrentExecutions",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Revision",
        jsonPath = ".status.revision",
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
