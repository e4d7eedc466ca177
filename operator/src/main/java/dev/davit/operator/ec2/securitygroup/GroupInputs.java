package dev.davit.operator.ec2.securitygroup;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.SecurityGroupStatus;
import dev.davit.network.ClusterFacts;
import dev.davit.network.Network;
import dev.davit.network.NetworkReader.Reading;
import dev.davit.network.Problem;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.policy.GroupPolicies;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a group looks at.
 *
 * @param group the group
 * @param reading the network of its namespace, with this group's rules
 * @param facts the cluster around it
 * @param members how many pods have it
 * @param enforcement whether policies hold
 * @param region the region in its ARN
 * @param now the time
 */
record GroupInputs(
        SecurityGroup group,
        Reading reading,
        ClusterFacts facts,
        int members,
        Enforcement.Seen enforcement,
        String region,
        Instant now) {

    SecurityGroupStatus status() {
        return group.getStatus() == null ? new SecurityGroupStatus() : group.getStatus();
    }

    String name() {
        return group.getMetadata().getName();
    }

    String namespace() {
        return group.getMetadata().getNamespace();
    }

    List<Problem> problems() {
        return reading.of(group);
    }

    /** The group as it counts; empty when it does not. */
    Optional<Network.Group> read() {
        return Optional.ofNullable(reading.network().groups().get(name()));
    }

    /** What the group is compiled to, owned by it; nothing when it does not count: then it opens nothing. */
    GroupPolicies compiled() {
        GroupPolicies compiled = read().map(read -> GroupPolicies.of(read, reading.network(), facts))
                .orElseGet(() -> new GroupPolicies(List.of(), List.of()));
        for (NetworkPolicy policy : compiled.policies()) {
            policy.getMetadata().setOwnerReferences(List.of(Owners.controller(group)));
        }
        return compiled;
    }
}
