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
 * Lets the security groups of two VPCs of the namespace name each other, and their rules cover each other's
 * address blocks.
 */
@Group("ec2.davit.dev")
@Version("v1alpha1")
@Plural("vpcpeeringconnections")
@ShortNames("epcx")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because labels of pods carry "
                        + "it: shorten or respell it.")
@AdditionalPrinterColumn(name = "VPC", jsonPath = ".spec.vpcRef.from.name", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Peer",
        jsonPath = ".spec.peerVPCRef.from.name",
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
        name = "ID",
        jsonPath = ".status.vpcPeeringConnectionID",
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
public class VPCPeeringConnection extends CustomResource<VPCPeeringConnectionSpec, VPCPeeringConnectionStatus>
        implements Namespaced {

    @Override
    protected VPCPeeringConnectionSpec initSpec() {
        return new VPCPeeringConnectionSpec();
    }

    @Override
    protected VPCPeeringConnectionStatus initStatus() {
        return null;
    }
}
