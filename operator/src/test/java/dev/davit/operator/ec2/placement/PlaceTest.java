package dev.davit.operator.ec2.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.api.ec2.v1alpha1.Subnet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static Subnet subnet(String spec) {
        return Serialization.unmarshal("metadata: {name: a, namespace: team}\nspec: " + spec, Subnet.class);
    }

    private static NetworkClass network() {
        NetworkClass network = new NetworkClass();
        network.vpc = "main";
        network.subnets = List.of("a");
        network.securityGroups = List.of("api", "web");
        return network;
    }

    @Test
    void carriesALabelForTheVpcTheSubnetAndEachGroup() {
        Place place = Place.in(subnet("{cidrBlock: 10.0.1.0/24}"), network());
        assertThat(place.labels())
                .containsEntry("ec2.davit.dev/vpc", "main")
                .containsEntry("ec2.davit.dev/subnet", "a")
                .containsEntry("securitygroup.ec2.davit.dev/api", "member")
                .containsEntry("securitygroup.ec2.davit.dev/web", "member")
                .hasSize(4);
        assertThat(place.nodeSelector()).isEmpty();
        assertThat(place.annotations()).isEmpty();
    }

    @Test
    void isOnNodesOfTheZoneWithAddressesOfThePool() {
        Place place = Place.in(
                subnet("{availabilityZone: z1, nodeSelector: {rack: r1}, addressPool: {cni: Cilium, name: rack-1}}"),
                network());
        assertThat(place.nodeSelector())
                .containsEntry("topology.kubernetes.io/zone", "z1")
                .containsEntry("rack", "r1");
        assertThat(place.annotations())
                .containsEntry("ipam.cilium.io/ip-pool", "rack-1")
                .hasSize(1);
    }

    @Test
    void countsWhatASubnetHoldsLessTheFiveOfAws() {
        assertThat(SubnetSpace.free(subnet("{cidrBlock: 10.0.1.0/24}"), 0)).isEqualTo(251);
        assertThat(SubnetSpace.free(subnet("{cidrBlock: 10.0.1.0/28}"), 11)).isZero();
        assertThat(SubnetSpace.free(subnet("{cidrBlock: 10.0.1.0/28}"), 40)).isZero();
        assertThat(SubnetSpace.free(subnet("{ipv6CIDRBlock: \"fd00::/64\"}"), 9))
                .isEqualTo(Integer.MAX_VALUE);
    }
}
