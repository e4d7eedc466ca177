package dev.davit.gateway.http.ecs;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ecs.v1alpha1.AWSVPCConfiguration;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Whether the subnets and security groups that a request names are there: ECS starts no task where they are not. */
final class RunNetwork {

    private final EcsDirectory directory;

    RunNetwork(EcsDirectory directory) {
        this.directory = directory;
    }

    /** Fails in AWS's words for what is not there; a request that names no network needs none. */
    CompletionStage<Void> require(EcsAccount account, NetworkConfiguration network) {
        AWSVPCConfiguration named = network == null ? null : network.awsVPCConfiguration;
        if (named == null) {
            return CompletableFuture.completedFuture(null);
        }
        String namespace = account.namespace();
        List<String> groups = Objects.requireNonNullElse(named.securityGroups, List.of());
        return directory.subnets(namespace).thenCompose(subnets -> {
            List<Subnet> here = named.subnets.stream()
                    .map(text -> find(subnets, Ec2Id.SUBNET, text).orElseThrow(() -> noSubnet(text)))
                    .toList();
            if (vpcs(here).size() > 1) {
                throw EcsRefusal.invalid("All subnets must belong to the same VPC: " + String.join(", ", named.subnets)
                        + " are of " + String.join(", ", vpcs(here)) + ".");
            }
            return groups.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : directory
                            .securityGroups(namespace)
                            .thenAccept(all -> groups.forEach(text -> check(
                                    here,
                                    text,
                                    find(all, Ec2Id.SECURITY_GROUP, text).orElseThrow(() -> noGroup(text)))));
        });
    }

    private static <T extends HasMetadata> Optional<T> find(List<T> objects, String prefix, String text) {
        return objects.stream()
                .filter(object -> Ec2Id.names(
                        text,
                        prefix,
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName()))
                .findFirst();
    }

    /** As far as the operator has said which VPC they are of. */
    private static SortedSet<String> vpcs(List<Subnet> subnets) {
        return subnets.stream()
                .map(subnet -> subnet.getStatus() == null ? null : subnet.getStatus().vpcID)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void check(List<Subnet> subnets, String text, SecurityGroup group) {
        String vpc = group.getStatus() == null ? null : group.getStatus().vpcID;
        if (vpc != null && vpcs(subnets).stream().anyMatch(other -> !other.equals(vpc))) {
            throw EcsRefusal.invalid(
                    "Security group " + text + " does not appear to belong to the same VPC as the input subnets.");
        }
    }

    private static EcsRefusal noSubnet(String text) {
        return EcsRefusal.invalid("Error retrieving subnet information for [" + text + "]: The subnet ID '" + text
                + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
    }

    private static EcsRefusal noGroup(String text) {
        return EcsRefusal.invalid("Error retrieving security group information for [" + text + "]: The security group '"
                + text + "' does not exist (ErrorCode: InvalidGroup.NotFound)");
    }
}
