package dev.davit.operator.ec2.securitygroup;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.IPPermission;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.UserIDGroupPair;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.network.PodLabels;
import dev.davit.operator.ec2.cluster.NetworkObjects.Change;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.stream.Stream;

/** Pure: which changes of the network concern a group. */
final class GroupEvents {
    private GroupEvents() {}

    static boolean concerns(Change change, SecurityGroup group) {
        return switch (change.object()) {
            case Pod pod -> change.ofMembership() && (has(change.before(), group) || has(change.after(), group));
            case SecurityGroup other -> change.ofPresence() && !same(other, group) && names(group, other);
            case Listener listener -> change.ofEntry();
            default -> change.ofSpec(); // its VPC, a subnet or a peering
        };
    }

    private static boolean has(HasMetadata pod, SecurityGroup group) {
        return pod != null
                && pod.getMetadata()
                        .getLabels()
                        .containsKey(PodLabels.group(group.getMetadata().getName()));
    }

    private static boolean same(SecurityGroup one, SecurityGroup other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    /** A rule of the one names the other, or both want the same name. */
    private static boolean names(SecurityGroup group, SecurityGroup other) {
        return group.getSpec().name.equals(other.getSpec().name)
                || Stream.of(group.getSpec().ingressRules, group.getSpec().egressRules)
                        .filter(java.util.Objects::nonNull)
                        .flatMap(List::stream)
                        .flatMap(GroupEvents::pairs)
                        .anyMatch(pair -> names(pair, other));
    }

    private static Stream<UserIDGroupPair> pairs(IPPermission rule) {
        return rule.userIDGroupPairs == null ? Stream.empty() : rule.userIDGroupPairs.stream();
    }

    private static boolean names(UserIDGroupPair pair, SecurityGroup other) {
        String name = other.getMetadata().getName();
        if (pair.groupRef != null && pair.groupRef.from != null) {
            return name.equals(pair.groupRef.from.name);
        }
        return pair.groupName != null
                ? pair.groupName.equals(other.getSpec().name)
                : Ec2Id.names(
                        pair.groupID, Ec2Id.SECURITY_GROUP, other.getMetadata().getNamespace(), name);
    }
}
