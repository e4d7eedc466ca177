package dev.davit.operator.ec2.networkacl;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.NetworkACLAssociation;
import dev.davit.network.ClusterFacts;
import dev.davit.network.Network;
import dev.davit.network.References;
import dev.davit.operator.ec2.policy.AclPolicies;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything one pass over an ACL looks at.
 *
 * @param acl the ACL
 * @param network the network of its namespace
 * @param all the ACLs of the namespace
 * @param hindrance why ACLs are not compiled; empty when they are
 * @param region the region in its ARN
 * @param now the time
 */
record AclInputs(NetworkACL acl, Network network, List<NetworkACL> all, String hindrance, String region, Instant now) {
    private static final Comparator<NetworkACL> OLDEST_FIRST = Comparator.comparing(
                    (NetworkACL a) -> String.valueOf(a.getMetadata().getCreationTimestamp()))
            .thenComparing(a -> a.getMetadata().getName());

    Optional<String> vpc() {
        return new References(namespace(), Ec2Id.VPC, network.vpcs().keySet())
                .find(acl.getSpec().vpcID, acl.getSpec().vpcRef);
    }

    String namespace() {
        return acl.getMetadata().getNamespace();
    }

    /** A subnet that is not there, or of another VPC. */
    Optional<String> missingSubnet() {
        return associations(acl)
                .filter(a -> subnet(a).isEmpty())
                .map(a -> References.wanted(a.subnetID, a.subnetRef))
                .findFirst();
    }

    /** A subnet that an older ACL has already: a subnet has one, as on AWS. */
    Optional<String> takenSubnet() {
        List<String> older = all.stream()
                .filter(other -> OLDEST_FIRST.compare(other, acl) < 0)
                .flatMap(other -> associations(other).flatMap(a -> subnet(a).stream()))
                .toList();
        return subnets().stream().filter(older::contains).findFirst();
    }

    private List<String> subnets() {
        return associations(acl).flatMap(a -> subnet(a).stream()).distinct().toList();
    }

    private Optional<String> subnet(NetworkACLAssociation association) {
        return new References(namespace(), Ec2Id.SUBNET, network.subnets().keySet())
                .find(association.subnetID, association.subnetRef)
                .filter(name ->
                        vpc().filter(network.subnets().get(name).vpc()::equals).isPresent());
    }

    private static Stream<NetworkACLAssociation> associations(NetworkACL acl) {
        return Stream.ofNullable(acl.getSpec().associations).flatMap(List::stream);
    }

    /** What the ACL is compiled to: nothing while something is missing. */
    AclPolicies compiled(ClusterFacts facts, int priority) {
        boolean sound =
                vpc().isPresent() && missingSubnet().isEmpty() && takenSubnet().isEmpty();
        return sound && hindrance.isEmpty()
                ? AclPolicies.of(acl, vpc().orElseThrow(), subnets(), new AclPolicies.Around(network, facts, priority))
                : new AclPolicies(List.of(), List.of());
    }
}
