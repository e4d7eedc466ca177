package dev.davit.operator.ec2.vpc;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCStatus;
import dev.davit.network.NetworkReader.Reading;
import dev.davit.network.Problem;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a VPC looks at.
 *
 * @param vpc the VPC
 * @param reading the network of its namespace, without rules
 * @param groups the security groups of the namespace
 * @param members how many pods are in it
 * @param enforcement whether policies hold
 * @param region the region in its ARN
 * @param now the time
 */
record VPCInputs(
        VPC vpc,
        Reading reading,
        List<SecurityGroup> groups,
        int members,
        Enforcement.Seen enforcement,
        String region,
        Instant now) {

    VPCStatus status() {
        return vpc.getStatus() == null ? new VPCStatus() : vpc.getStatus();
    }

    String name() {
        return vpc.getMetadata().getName();
    }

    String namespace() {
        return vpc.getMetadata().getNamespace();
    }

    Optional<Problem> refusal() {
        return reading.fatal(vpc);
    }

    /** Its security groups that count. */
    List<SecurityGroup> ownGroups() {
        var read = reading.network().groups();
        return groups.stream()
                .filter(group -> read.containsKey(group.getMetadata().getName()))
                .filter(group -> read.get(group.getMetadata().getName()).vpc().equals(name()))
                .toList();
    }

    boolean hasDefaultGroup() {
        return NetworkObjects.named(groups, NetworkObjects.defaultGroup(name())).isPresent();
    }
}
