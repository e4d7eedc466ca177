package dev.davit.api.ec2.v1alpha1;

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
 * A virtual network: a wall around the workloads that its subnets and security groups hold. Nothing crosses it
 * but what rules of security groups admit, and nothing at all from another VPC unless the two are peered. Its
 * address blocks are names for its workloads in rules; pods have addresses of the cluster's own.
 */
@Group("ec2.davit.dev")
@Version("v1alpha1")
@Plural("vpcs")
@ShortNames("evpc")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because labels of pods carry "
                        + "it: shorten or respell it.")
@AdditionalPrinterColumn(name = "CIDRs", jsonPath = ".spec.cidrBlocks", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Members", jsonPath = ".status.members", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "ID",
        jsonPath = ".status.vpcID",
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
public class VPC extends CustomResource<VPCSpec, VPCStatus> implements Namespaced {

    @Override
    protected VPCSpec initSpec() {
        return new VPCSpec();
    }

    @Override
    protected VPCStatus initStatus() {
        return null;
    }
}
