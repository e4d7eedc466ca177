package dev.davit.operator.ec2.securitygroup;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.SecurityGroupReason;
import dev.davit.api.ec2.v1alpha1.SecurityGroupStatus;
import dev.davit.network.Network;
import dev.davit.network.Problem;
import dev.davit.operator.ec2.policy.GroupPolicies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pure: the group's status after its policies were applied. */
final class GroupReport {
    static final String ACCEPTED = "Accepted";
    static final String COMPILED = "Compiled";
    static final String ENFORCED = "Enforced";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, COMPILED, ENFORCED);

    private GroupReport() {}

    static SecurityGroupStatus status(GroupInputs inputs, GroupPolicies compiled) {
        SecurityGroupStatus status = new SecurityGroupStatus();
        status.observedGeneration = inputs.group().getMetadata().getGeneration();
        status.id = Ec2Id.of(Ec2Id.SECURITY_GROUP, inputs.namespace(), inputs.name());
        status.vpcID = inputs.read()
                .map(group -> Ec2Id.of(Ec2Id.VPC, inputs.namespace(), group.vpc()))
                .orElse(null);
        status.members = inputs.members();
        status.policies = compiled.policies().stream()
                .map(policy -> policy.getMetadata().getName())
                .toList();
        status.ackResourceMetadata = metadata(inputs, status.id);
        ConditionsBuilder conditions = CONDITIONS.begin(
                inputs.status().conditions, inputs.group().getMetadata().getGeneration(), inputs.now());
        accepted(inputs, conditions);
        inputs.read().ifPresent(group -> {
            conditions.markTrue(COMPILED, SecurityGroupReason.Compiled, words(inputs, group, compiled));
            enforced(inputs, conditions);
        });
        status.conditions = conditions.build();
        return status;
    }

    private static ACKResourceMetadata metadata(GroupInputs inputs, String id) {
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.region = inputs.region();
        metadata.ownerAccountID = Accounts.of(inputs.namespace());
        metadata.arn = Arn.of("ec2", metadata.region, metadata.ownerAccountID, "security-group/" + id)
                .toString();
        return metadata;
    }

    private static void accepted(GroupInputs inputs, ConditionsBuilder conditions) {
        Optional<Problem> problem = inputs.problems().stream()
                .filter(p -> p.kind() != Problem.Kind.NOTE)
                .min(java.util.Comparator.comparing(p -> p.kind().ordinal()));
        if (problem.isEmpty()) {
            conditions.markTrue(ACCEPTED, SecurityGroupReason.Accepted, "");
            return;
        }
        String text = problem.get().text();
        switch (problem.get().kind()) {
            case VPC_NOT_FOUND -> conditions.markUnknown(ACCEPTED, SecurityGroupReason.VPCNotFound, text);
            case VPC_NOT_READY -> conditions.markUnknown(ACCEPTED, SecurityGroupReason.VPCNotReady, text);
            case REFERENCE_NOT_FOUND -> conditions.markUnknown(ACCEPTED, SecurityGroupReason.ReferenceNotFound, text);
            case NAME_TAKEN -> conditions.markStalled(ACCEPTED, SecurityGroupReason.NameTaken, text);
            case REFERENCE_FOREIGN -> conditions.markStalled(ACCEPTED, SecurityGroupReason.ReferenceForeign, text);
            default -> conditions.markStalled(ACCEPTED, SecurityGroupReason.CIDRInvalid, text);
        }
    }

    private static String words(GroupInputs inputs, Network.Group group, GroupPolicies compiled) {
        int rules = group.ingress().size() + group.egress().size();
        Stream<String> notes = Stream.concat(
                inputs.problems().stream()
                        .filter(p -> p.kind() == Problem.Kind.NOTE)
                        .map(Problem::text),
                compiled.notes().stream());
        List<String> sentences = Stream.concat(
                        Stream.of("%d %s, %d %s."
                                .formatted(
                                        rules,
                                        rules == 1 ? "rule" : "rules",
                                        compiled.policies().size(),
                                        compiled.policies().size() == 1 ? "NetworkPolicy" : "NetworkPolicies")),
                        notes)
                .toList();
        return sentences.stream().collect(Collectors.joining(" "));
    }

    private static void enforced(GroupInputs inputs, ConditionsBuilder conditions) {
        String message = inputs.enforcement().message();
        switch (inputs.enforcement().state()) {
            case ENFORCED -> conditions.markTrue(ENFORCED, SecurityGroupReason.Enforced, message);
            case NOT_ENFORCED -> conditions.markFalse(ENFORCED, SecurityGroupReason.NetworkPolicyNotEnforced, message);
            case UNKNOWN -> conditions.markUnknown(ENFORCED, SecurityGroupReason.NetworkPolicyNotProbed, message);
        }
    }
}
