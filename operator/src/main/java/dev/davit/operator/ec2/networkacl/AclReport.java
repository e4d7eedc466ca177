package dev.davit.operator.ec2.networkacl;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.NetworkACLReason;
import dev.davit.api.ec2.v1alpha1.NetworkACLStatus;
import dev.davit.network.References;
import dev.davit.operator.ec2.policy.AclPolicies;
import java.util.Optional;

/**
 * Pure: the status of an ACL.
 *
 * @param inputs what was looked at
 * @param compiled what came of it
 */
record AclReport(AclInputs inputs, AclPolicies compiled) {
    static final String ACCEPTED = "Accepted";
    static final String IN_FORCE = "InForce";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, IN_FORCE);

    NetworkACLStatus status() {
        var acl = inputs.acl();
        String namespace = inputs.namespace();
        NetworkACLStatus status = new NetworkACLStatus();
        status.observedGeneration = acl.getMetadata().getGeneration();
        status.id = Ec2Id.of(Ec2Id.NETWORK_ACL, namespace, acl.getMetadata().getName());
        status.vpcID =
                inputs.vpc().map(name -> Ec2Id.of(Ec2Id.VPC, namespace, name)).orElse(null);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.region = inputs.region();
        status.ackResourceMetadata.ownerAccountID = Accounts.of(namespace);
        status.ackResourceMetadata.arn = Arn.of(
                        "ec2", inputs.region(), Accounts.of(namespace), "network-acl/" + status.id)
                .toString();
        ConditionsBuilder conditions = CONDITIONS.begin(
                acl.getStatus() == null ? null : acl.getStatus().conditions,
                acl.getMetadata().getGeneration(),
                inputs.now());
        if (accepted(conditions)) {
            inForce(conditions);
        }
        status.conditions = conditions.build();
        return status;
    }

    private boolean accepted(ConditionsBuilder conditions) {
        var spec = inputs.acl().getSpec();
        Optional<String> vpc = inputs.vpc();
        if (vpc.isEmpty()) {
            conditions.markUnknown(
                    ACCEPTED,
                    NetworkACLReason.VPCNotFound,
                    "Waiting for the VPC \"" + References.wanted(spec.vpcID, spec.vpcRef) + "\" in this namespace.");
            return false;
        }
        Optional<String> missing = inputs.missingSubnet();
        if (missing.isPresent()) {
            conditions.markUnknown(
                    ACCEPTED,
                    NetworkACLReason.SubnetNotFound,
                    "Waiting for the Subnet \"" + missing.get() + "\" of the VPC \"" + vpc.get() + "\".");
            return false;
        }
        Optional<String> taken = inputs.takenSubnet();
        if (taken.isPresent()) {
            conditions.markStalled(
                    ACCEPTED,
                    NetworkACLReason.SubnetTaken,
                    "An older NetworkACL applies to the Subnet \"" + taken.get()
                            + "\", and a subnet has one: take the subnet out of one of them.");
            return false;
        }
        conditions.markTrue(ACCEPTED, NetworkACLReason.Accepted, "");
        return true;
    }

    private void inForce(ConditionsBuilder conditions) {
        if (inputs.hindrance().isEmpty()) {
            conditions.markTrue(
                    IN_FORCE,
                    NetworkACLReason.Compiled,
                    (compiled.policies().size() + " ClusterNetworkPolicies. Answers need no entry of their own. "
                                    + String.join(" ", compiled.notes()))
                            .strip());
        } else {
            conditions.markStalled(IN_FORCE, NetworkACLReason.NaclUnsupported, inputs.hindrance());
        }
    }
}
