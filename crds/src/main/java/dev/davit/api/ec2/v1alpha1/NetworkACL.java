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
 * Numbered allow and deny entries for whole subnets. NetworkPolicy cannot say them: they need a cluster that
 * serves ClusterNetworkPolicy (policy.networking.k8s.io/v1alpha2), and the condition NaclUnsupported says so
 * where it does not.
 */
@Group("ec2.davit.dev")
@Version("v1alpha1")
@Plural("networkacls")
@ShortNames("enacl")
@Categories({"davit", "serverless"})
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
        message =
                "metadata.name must be at most 63 lower-case letters, digits and hyphens, because labels of pods carry "
                        + "it: shorten or respell it.")
@AdditionalPrinterColumn(name = "VPC", jsonPath = ".spec.vpcRef.from.name", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "ID", jsonPath = ".status.id", type = AdditionalPrinterColumn.Type.STRING, priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class NetworkACL extends CustomResource<NetworkACLSpec, NetworkACLStatus> implements Namespaced {

    @Override
    protected NetworkACLSpec initSpec() {
        return new NetworkACLSpec();
    }

    @Override
    protected NetworkACLStatus initStatus() {
        return null;
    }
}
