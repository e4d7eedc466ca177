package dev.davit.operator.ec2.vpc;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.VPCReason;
import dev.davit.api.ec2.v1alpha1.VPCStatus;
import dev.davit.operator.ec2.cluster.NetworkObjects;

/** Pure: the VPC's status. */
final class VPCReport {
    static final String ACCEPTED = "Accepted";
    static final String ENFORCED = "Enforced";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, ENFORCED);

    private VPCReport() {}

    static VPCStatus status(VPCInputs inputs) {
        VPCStatus status = new VPCStatus();
        status.observedGeneration = inputs.vpc().getMetadata().getGeneration();
        status.vpcID = Ec2Id.of(Ec2Id.VPC, inputs.namespace(), inputs.name());
        status.ownerID = Accounts.of(inputs.namespace());
        status.state = inputs.refusal().isPresent() ? "pending" : "available";
        status.defaultSecurityGroup = NetworkObjects.defaultGroup(inputs.name());
        status.subnets = inputs.reading().network().subnetsOf(inputs.name()).size();
        status.securityGroups = inputs.ownGroups().size();
        status.members = inputs.members();
        status.policies = inputs.ownGroups().stream()
                .filter(group -> group.getStatus() != null && group.getStatus().policies != null)
                .mapToInt(group -> group.getStatus().policies.size())
                .sum();
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.region = inputs.region();
        status.ackResourceMetadata.ownerAccountID = status.ownerID;
        status.ackResourceMetadata.arn = Arn.of("ec2", inputs.region(), status.ownerID, "vpc/" + status.vpcID)
                .toString();
        ConditionsBuilder conditions = CONDITIONS.begin(
                inputs.status().conditions, inputs.vpc().getMetadata().getGeneration(), inputs.now());
        mark(inputs, conditions);
        status.conditions = conditions.build();
        return status;
    }

    private static void mark(VPCInputs inputs, ConditionsBuilder conditions) {
        if (inputs.refusal().isPresent()) {
            conditions.markStalled(
                    ACCEPTED, VPCReason.CIDRInvalid, inputs.refusal().get().text());
            return;
        }
        conditions.markTrue(ACCEPTED, VPCReason.Accepted, withoutEffect(inputs));
        String message = inputs.enforcement().message();
        switch (inputs.enforcement().state()) {
            case ENFORCED -> conditions.markTrue(ENFORCED, VPCReason.Enforced, message);
            case NOT_ENFORCED -> conditions.markFalse(ENFORCED, VPCReason.NetworkPolicyNotEnforced, message);
            case UNKNOWN -> conditions.markUnknown(ENFORCED, VPCReason.NetworkPolicyNotProbed, message);
        }
    }

    private static String withoutEffect(VPCInputs inputs) {
        var spec = inputs.vpc().getSpec();
        boolean asks = Boolean.TRUE.equals(spec.amazonProvidedIPv6CIDRBlock)
                || spec.ipv4IPAMPoolID != null
                || spec.ipv6IPAMPoolID != null
                || spec.ipv6Pool != null;
        return asks ? "Fields that ask AWS for address blocks have no effect: cidrBlocks and ipv6CIDRBlock count." : "";
    }
}
