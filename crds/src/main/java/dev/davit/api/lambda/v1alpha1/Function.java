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
 * A function: code, how to run it and with what. Apply it, wait for the condition Ready, and invoke it through
 * the AWS Lambda API. Every change makes a new FunctionRevision; invocations move to it once it is ready, and
 * stay with the one before until then.
 */
@Group("lambda.davit.dev")
@Version("v1alpha1")
@Plural("functions")
@ShortNames("lfn")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because revisions and pods are "
                        + "named after it, and callers use it: shorten or respell it.")
@ValidationRule(
        value = "!has(self.spec.name) || self.spec.name == self.metadata.name",
        message =
                "spec.name must be metadata.name, by which callers know the function: make metadata.name the name that they "
                        + "use, and leave spec.name out or make it the same.")
@AdditionalPrinterColumn(
        name = "Function",
        jsonPath = ".spec.name",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(name = "Runtime", jsonPath = ".spec.runtime", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Image",
        jsonPath = ".spec.code.imageURI",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(name = "Memory", jsonPath = ".spec.memorySize", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Timeout", jsonPath = ".spec.timeout", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Published",
        jsonPath = ".status.lastPublishedVersion",
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
