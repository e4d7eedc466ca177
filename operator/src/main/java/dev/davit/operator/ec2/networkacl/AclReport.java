package dev.davit.operator.ec2.networkacl;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLReason;
import dev.davit.api.ec2.v1alpha1.NetworkACLStatus;
import dev.davit.network.Network;
import dev.davit.network.References;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pure: the status of an ACL.
 *
 * @param acl the ACL
 * @param network the network of its namespace
 * @param region the region in its ARN
 * @param now the time
 */
record AclReport(NetworkACL acl, Network network, String region, Instant now) {
    static final String ACCEPTED = "Accepted";
    static final String IN_FORCE = "InForce";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, IN_FORCE);
    private static final String UNSUPPORTED =
            "The entries are not in force. NetworkPolicies cannot deny and know no order,"
                    + " and Davit does not compile ACLs to ClusterNetworkPolicies yet: use security groups, which deny what they do"
                    + " not allow.";

    NetworkACLStatus status() {
        String namespace = acl.getMetadata().getNamespace();
        NetworkACLStatus status = new NetworkACLStatus();
        status.observedGeneration = acl.getMetadata().getGeneration();
        status.id = Ec2Id.of(Ec2Id.NETWORK_ACL, namespace, acl.getMetadata().getName());
        status.vpcID = vpc().map(name -> Ec2Id.of(Ec2Id.VPC, namespace, name)).orElse(null);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.region = region;
        status.ackResourceMetadata.ownerAccountID = Accounts.of(namespace);
        status.ackResourceMetadata.arn = Arn.of("ec2", region, Accounts.of(namespace), "network-acl/" + status.id)
                .toString();
        ConditionsBuilder conditions = CONDITIONS.begin(
                acl.getStatus() == null ? null : acl.getStatus().conditions,
                acl.getMetadata().getGeneration(),
                now);
        mark(conditions);
        status.conditions = conditions.build();
        return status;
    }

    private Optional<String> vpc() {
        return new References(
                        acl.getMetadata().getNamespace(),
                        Ec2Id.VPC,
                        network.vpcs().keySet())
                .find(acl.getSpec().vpcID, acl.getSpec().vpcRef);
    }

    private void mark(ConditionsBuilder conditions) {
        Optional<String> vpc = vpc();
        if (vpc.isEmpty()) {
            conditions.markUnknown(
                    ACCEPTED,
                    NetworkACLReason.VPCNotFound,
                    "Waiting for the VPC \"" + References.wanted(acl.getSpec().vpcID, acl.getSpec().vpcRef)
                            + "\" in this namespace.");
            return;
        }
        Optional<String> missing = missingSubnet(vpc.get());
        if (missing.isPresent()) {
            conditions.markUnknown(
                    ACCEPTED,
                    NetworkACLReason.SubnetNotFound,
                    "Waiting for the Subnet \"" + missing.get() + "\" of the VPC \"" + vpc.get() + "\".");
            return;
        }
        conditions.markTrue(ACCEPTED, NetworkACLReason.Accepted, "");
        conditions.markStalled(IN_FORCE, NetworkACLReason.NaclUnsupported, UNSUPPORTED);
    }

    private Optional<String> missingSubnet(String vpc) {
        References subnets = new References(
                acl.getMetadata().getNamespace(),
                Ec2Id.SUBNET,
                network.subnets().keySet());
        return Optional.ofNullable(acl.getSpec().associations).stream()
                .flatMap(List::stream)
                .filter(a -> subnets.find(a.subnetID, a.subnetRef)
                        .filter(name -> network.subnets().get(name).vpc().equals(vpc))
                        .isEmpty())
                .map(a -> References.wanted(a.subnetID, a.subnetRef))
                .findFirst();
    }
}
