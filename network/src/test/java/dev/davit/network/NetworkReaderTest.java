package dev.davit.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.network.NetworkReader.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkReaderTest {
    private final List<VPC> vpcs = new ArrayList<>();
    private final List<Subnet> subnets = new ArrayList<>();
    private final List<SecurityGroup> groups = new ArrayList<>();
    private final List<VPCPeeringConnection> peerings = new ArrayList<>();
    private int age;

    private <T extends HasMetadata> T made(List<T> into, Class<T> kind, String name, String spec) {
        String yaml = "kind: " + kind.getSimpleName() + "\nmetadata: {name: " + name
                + ", namespace: team, creationTimestamp: \"2026-11-27T00:00:%02dZ\"}\nspec: ".formatted(age++) + spec;
        T object = Serialization.unmarshal(yaml, kind);
        into.add(object);
        return object;
    }

    private VPC vpc(String name, String blocks) {
        return made(vpcs, VPC.class, name, "{cidrBlocks: [" + blocks + "]}");
    }

    private Subnet subnet(String name, String vpc, String block) {
        return made(subnets, Subnet.class, name, "{vpcRef: {from: {name: " + vpc + "}}, cidrBlock: " + block + "}");
    }

    private SecurityGroup group(String name, String rest) {
        return made(groups, SecurityGroup.class, name, "{name: " + name + ", description: x, " + rest + "}");
    }

    private Reading read() {
        return NetworkReader.read(new NetworkReader.Manifests("team", vpcs, subnets, groups, peerings));
    }

    private static String in(String vpc) {
        return "vpcRef: {from: {name: " + vpc + "}}";
    }

    @Test
    void readsAGroupThatNamesOthersByReferenceIdAndName() {
        vpc("main", "10.0.0.0/16");
        group("web", in("main"));
        group(
                "api",
                "vpcID: " + Ec2Id.of(Ec2Id.VPC, "team", "main")
                        + ", egressRules: [], ingressRules: [{ipProtocol: tcp, fromPort: 80,"
                        + " toPort: 81, userIDGroupPairs: [{groupRef: {from: {name: web}}}, {groupID: "
                        + Ec2Id.of(Ec2Id.SECURITY_GROUP, "team", "api") + "}, {groupName: web, userID: \""
                        + Accounts.of("team") + "\"}]}]");
        Network.Group api = read().network().groups().get("api");
        assertThat(read().problems()).isEmpty();
        assertThat(api.vpc()).isEqualTo("main");
        assertThat(api.egress()).isEmpty();
        assertThat(api.ingress())
                .extracting(Rule::text)
                .containsExactly(
                        "ingressRules[0]: tcp 80-81 from security group web",
                        "ingressRules[0]: tcp 80-81 from security group api",
                        "ingressRules[0]: tcp 80-81 from security group web");
    }

    @Test
    void letsEverythingOutOfAGroupWithoutEgressRules() {
        vpc("main", "10.0.0.0/16");
        group("web", in("main"));
        assertThat(read().network().groups().get("web").egress())
                .extracting(r -> r.peer())
                .containsExactly(new Rule.Peer.Block(Cidr.of("0.0.0.0/0")), new Rule.Peer.Block(Cidr.of("::/0")));
    }

    @Test
    void refusesBlocksWithHostBitsOutsideOfTheVpcOrTaken() {
        VPC wrong = vpc("wrong", "10.0.0.1/16");
        vpc("main", "10.0.0.0/16");
        Subnet first = subnet("first", "main", "10.0.1.0/24");
        Subnet outside = subnet("outside", "main", "10.1.0.0/24");
        Subnet taken = subnet("taken", "main", "10.0.1.128/25");
        Subnet astray = subnet("astray", "wrong", "10.0.1.0/24");
        Reading reading = read();
        assertThat(reading.network().vpcs()).containsOnlyKeys("main");
        assertThat(reading.network().subnets()).containsOnlyKeys("first");
        assertThat(reading.of(first)).isEmpty();
        assertThat(reading.fatal(wrong).orElseThrow().text()).contains("bits set behind the block's length");
        assertThat(reading.fatal(outside).orElseThrow())
                .satisfies(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CIDR_INVALID))
                .satisfies(
                        p -> assertThat(p.text()).contains("not within the blocks of the VPC \"main\" (10.0.0.0/16)"));
        assertThat(reading.fatal(taken).orElseThrow().kind()).isEqualTo(Problem.Kind.CIDR_CONFLICT);
        assertThat(reading.fatal(astray).orElseThrow().kind()).isEqualTo(Problem.Kind.VPC_NOT_READY);
    }

    @Test
    void meansNobodyByARuleWhoseGroupIsMissingForeignOrOfAVpcThatIsNotPeered() {
        vpc("main", "10.0.0.0/16");
        vpc("tools", "10.1.0.0/16");
        group("ci", in("tools"));
        SecurityGroup web = group(
                "web",
                in("main")
                        + ", ingressRules: [{ipProtocol: \"-1\", userIDGroupPairs: [{groupRef: {from: {name: gone}}},"
                        + " {groupRef: {from: {name: ci}}}, {groupID: sg-1, userID: \"123456789012\"}]}]");
        Reading reading = read();
        assertThat(reading.network().groups().get("web").ingress()).isEmpty();
        assertThat(reading.of(web))
                .extracting(Problem::kind)
                .containsExactly(
                        Problem.Kind.REFERENCE_NOT_FOUND,
                        Problem.Kind.REFERENCE_FOREIGN,
                        Problem.Kind.REFERENCE_FOREIGN);
        assertThat(reading.fatal(web)).isEmpty();
        made(
                peerings,
                VPCPeeringConnection.class,
                "main-tools",
                "{" + in("main") + ", peerVPCRef: {from: {name: tools}}, acceptRequest: true}");
        assertThat(read().network().groups().get("web").ingress())
                .extracting(Rule::peer)
                .containsExactly(new Rule.Peer.Members("ci"));
    }

    @Test
    void peersVpcsOnlyWhenAcceptedAndTheirBlocksDoNotOverlap() {
        vpc("main", "10.0.0.0/16");
        vpc("twin", "10.0.0.0/16");
        vpc("tools", "10.1.0.0/16");
        VPCPeeringConnection open = made(
                peerings, VPCPeeringConnection.class, "a", "{" + in("main") + ", peerVPCRef: {from: {name: tools}}}");
        VPCPeeringConnection overlapping = made(
                peerings,
                VPCPeeringConnection.class,
                "b",
                "{" + in("main") + ", peerVPCRef: {from: {name: twin}}, acceptRequest: true}");
        Reading reading = read();
        assertThat(reading.network().peerings()).isEmpty();
        assertThat(reading.fatal(open).orElseThrow().kind()).isEqualTo(Problem.Kind.PENDING_ACCEPTANCE);
        assertThat(reading.fatal(overlapping).orElseThrow().text()).contains("\"main\" and \"twin\" overlap");
        open.getSpec().acceptRequest = true;
        assertThat(read().network().peerings()).containsExactly(Set.of("main", "tools"));
    }

    @Test
    void saysWhatHasNoEffectAndWhoseNameIsTaken() {
        vpc("main", "10.0.0.0/16");
        SecurityGroup web = group(
                "web",
                in("main") + ", ingressRules: [{ipProtocol: icmp, fromPort: -1, toPort: -1, ipRanges: [{cidrIP:"
                        + " 0.0.0.0/0}]}, {ipProtocol: \"-1\", ipRanges: [{cidrIP: 10.0.0.1/8}]}]");
        SecurityGroup twin =
                made(groups, SecurityGroup.class, "twin", "{name: web, description: x, " + in("main") + "}");
        Reading reading = read();
        assertThat(reading.of(web))
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.NOTE, Problem.Kind.RULE_CIDR_INVALID);
        assertThat(reading.of(web).getFirst().text()).contains("icmp alone");
        assertThat(reading.fatal(twin).orElseThrow().text()).contains("older SecurityGroup \"web\"");
    }
}
