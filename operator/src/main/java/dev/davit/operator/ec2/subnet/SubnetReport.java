package dev.davit.operator.ec2.subnet;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.SubnetReason;
import dev.davit.api.ec2.v1alpha1.SubnetStatus;
import dev.davit.network.NetworkReader.Reading;
import dev.davit.network.Problem;
import dev.davit.operator.ec2.placement.SubnetSpace;
import java.time.Instant;
import java.util.Optional;

/**
 * Pure: the status of a subnet.
 *
 * @param subnet the subnet
 * @param reading the network of its namespace
 * @param members how many pods are in it
 * @param region the region in its ARN
 * @param now the time
 */
record SubnetReport(Subnet subnet, Reading reading, int members, String region, Instant now) {
    static final String ACCEPTED = "Accepted";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED);

    SubnetStatus status() {
        String namespace = subnet.getMetadata().getNamespace();
        String name = subnet.getMetadata().getName();
        SubnetStatus status = new SubnetStatus();
        status.observedGeneration = subnet.getMetadata().getGeneration();
        status.subnetID = Ec2Id.of(Ec2Id.SUBNET, namespace, name);
        status.vpcID = Optional.ofNullable(reading.network().subnets().get(name))
                .map(read -> Ec2Id.of(Ec2Id.VPC, namespace, read.vpc()))
                .orElse(null);
        status.state = reading.fatal(subnet).isPresent() ? "pending" : "available";
        status.members = members;
        status.availableIPAddressCount = SubnetSpace.free(subnet, members);
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.region = region;
        status.ackResourceMetadata.ownerAccountID = Accounts.of(namespace);
        status.ackResourceMetadata.arn = Arn.of(
                        "ec2", region, status.ackResourceMetadata.ownerAccountID, "subnet/" + status.subnetID)
                .toString();
        ConditionsBuilder conditions = CONDITIONS.begin(
                subnet.getStatus() == null ? null : subnet.getStatus().conditions,
                subnet.getMetadata().getGeneration(),
                now);
        mark(conditions);
        status.conditions = conditions.build();
        return status;
    }

    private void mark(ConditionsBuilder conditions) {
        Optional<Problem> fatal = reading.fatal(subnet);
        if (fatal.isEmpty()) {
            conditions.markTrue(ACCEPTED, SubnetReason.Accepted, withoutEffect());
            return;
        }
        String text = fatal.get().text();
        switch (fatal.get().kind()) {
            case VPC_NOT_FOUND -> conditions.markUnknown(ACCEPTED, SubnetReason.VPCNotFound, text);
            case VPC_NOT_READY -> conditions.markUnknown(ACCEPTED, SubnetReason.VPCNotReady, text);
            case CIDR_CONFLICT -> conditions.markStalled(ACCEPTED, SubnetReason.CIDRConflict, text);
            default -> conditions.markStalled(ACCEPTED, SubnetReason.CIDRInvalid, text);
        }
    }

    private String withoutEffect() {
        var spec = subnet.getSpec();
        boolean routes = spec.routeTables != null && !spec.routeTables.isEmpty()
                || spec.routeTableRefs != null && !spec.routeTableRefs.isEmpty();
        return routes ? "Route tables have no effect: internetAccess says where the subnet leads." : "";
    }
}
