package dev.davit.operator.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.network.PodLabels;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.operator.config.NetworkSettings;
import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkWall;
import dev.davit.operator.ec2.networkacl.AclStanding;
import dev.davit.operator.ec2.networkacl.AclSweeper;
import dev.davit.operator.ec2.networkacl.NetworkACLReconciler;
import dev.davit.operator.ec2.peering.PeeringReconciler;
import dev.davit.operator.ec2.securitygroup.SecurityGroupReconciler;
import dev.davit.operator.ec2.subnet.SubnetReconciler;
import dev.davit.operator.ec2.vpc.VPCReconciler;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kinds of ec2.davit.dev against a real API server. */
@WithApiServer
class NetworkIT {
    private static final Enforcement ENFORCEMENT = new Enforcement();

    private static ApiServer server;
    private static KubernetesClient client;
    private static RunningOperator operator;

    private String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        ENFORCEMENT.saw(new Enforcement.Seen(Enforcement.State.ENFORCED, "Seen."));
        operator = startOperator();
    }

    private static RunningOperator startOperator() {
        return RunningOperator.start(client, NetworkIT::reconcilers);
    }

    private static List<Reconciler<?>> reconcilers(KubernetesClient c) {
        var config = new RunningOperator.Config("davit-system");
        var installation = new Installation(c, config);
        NetworkObjects objects = installation.objects();
        ClusterNetwork cluster = installation.cluster();
        var events = RunningOperator.events(c);
        Clock clock = Clock.systemUTC();
        var acls = new AclStanding(c, new NetworkSettings(), clock);
        return List.of(
                new VPCReconciler(objects, new NetworkWall(c, cluster), ENFORCEMENT, config, clock, events),
                new SubnetReconciler(objects, config, clock, events),
                new SecurityGroupReconciler(objects, cluster, ENFORCEMENT, config, clock, events),
                new PeeringReconciler(objects, config, clock, events),
                new NetworkACLReconciler(objects, cluster, acls, new AclSweeper(c, acls), config, clock, events));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("network");
    }

    private void apply(String kind, String name, String spec) {
        String yaml = "apiVersion: ec2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .forceConflicts()
                .serverSideApply();
    }

    private void vpc(String name, String block) {
        apply("VPC", name, "{cidrBlocks: [" + block + "]}");
    }

    private void group(String name, String vpc, String rest) {
        apply(
                "SecurityGroup",
                name,
                "{name: " + name + ", description: x, vpcRef: {from: {name: " + vpc + "}}" + rest + "}");
    }

    private static String from(String group, int port) {
        return "{ipProtocol: tcp, fromPort: " + port + ", toPort: " + port
                + ", userIDGroupPairs: [{groupRef: {from: {name: " + group + "}}}]}";
    }

    private <S, R extends CustomResource<?, S>> R until(
            Class<R> kind, String name, Function<S, List<Condition>> conditions, String ready) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(kind)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found != null
                                && found.getStatus() != null
                                && Conditions.find(conditions.apply(found.getStatus()), "Ready")
                                        .filter(c -> ready.equals(c.getStatus() + " " + c.getReason()))
                                        .isPresent());
    }

    private SecurityGroup group(String name, String ready) {
        return until(SecurityGroup.class, name, s -> s.conditions, ready);
    }

    /** Those of security groups. */
    private Map<String, NetworkPolicy> policies() {
        return client
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .withLabel(Labels.COMPILED_FROM)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(p -> p.getMetadata().getName(), p -> p, (a, b) -> a, TreeMap::new));
    }

    private void pod(String name, Map<String, String> labels) {
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("main")
                        .withImage("example.org/main:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void theWallStandsWhenAVpcIsReadyThoughNoFunctionOrTaskIsThere() {
        vpc("main", "10.0.0.0/16");
        until(VPC.class, "main", s -> s.conditions, "True Ready");
        assertThat(client.network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(namespace)
                        .withLabel(Labels.COMPONENT, Labels.WALL)
                        .list()
                        .getItems())
                .extracting(policy -> policy.getMetadata().getName())
                .containsExactlyInAnyOrder("davit-wall", "davit-runtime", "davit-internet");
    }

    @Test
    void makesTheDefaultGroupOfAVpcWhichAdmitsItself() {
        vpc("main", "10.0.0.0/16");
        VPC vpc = until(VPC.class, "main", s -> s.conditions, "True Ready");
        assertThat(vpc.getStatus().vpcID).isEqualTo(Ec2Id.of(Ec2Id.VPC, namespace, "main"));
        assertThat(vpc.getStatus().state).isEqualTo("available");
        SecurityGroup made = group("main-default", "True Ready");
        assertThat(made.getSpec().name).isEqualTo("default");
        assertThat(made.getMetadata().getOwnerReferences()).singleElement().satisfies(o -> assertThat(o.getUid())
                .isEqualTo(vpc.getMetadata().getUid()));
        assertThat(policies()).containsOnlyKeys("davit-sg-main-default-egress", "davit-sg-main-default-ingress");
        NetworkPolicy ingress = policies().get("davit-sg-main-default-ingress");
        assertThat(ingress.getSpec().getIngress().getFirst().getFrom())
                .singleElement()
                .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                        .containsKey(PodLabels.group("main-default")));
    }

    @Test
    void compilesGroupsThatNameEachOtherInACircleAndCountsMembers() {
        vpc("main", "10.0.0.0/16");
        apply("Subnet", "a", "{vpcRef: {from: {name: main}}, cidrBlock: 10.0.1.0/24}");
        group("web", "main", ", ingressRules: [" + from("api", 80) + "]");
        group("api", "main", ", ingressRules: [" + from("web", 8080) + "]");
        assertThat(group("web", "True Ready").getStatus().policies)
                .containsExactly("davit-sg-web-ingress", "davit-sg-web-egress");
        assertThat(group("api", "True Ready").getStatus().id)
                .isEqualTo(Ec2Id.of(Ec2Id.SECURITY_GROUP, namespace, "api"));
        Map<String, String> labels = new TreeMap<>(PodLabels.of("main", "a", List.of("web", "api")));
        labels.put(Labels.COMPONENT, Labels.TASK);
        pod("one", labels);
        await().untilAsserted(() -> {
            assertThat(group("web", "True Ready").getStatus().members).isEqualTo(1);
            assertThat(until(Subnet.class, "a", s -> s.conditions, "True Ready").getStatus().availableIPAddressCount)
                    .isEqualTo(250);
            assertThat(until(VPC.class, "main", s -> s.conditions, "True Ready").getStatus())
                    .satisfies(s -> assertThat(s.members).isEqualTo(1))
                    .satisfies(s -> assertThat(s.securityGroups).isEqualTo(3))
                    .satisfies(s -> assertThat(s.policies).isEqualTo(6));
        });
    }

    @Test
    void writesOnePolicyWhenOneRuleIsEditedAndNothingTheSecondTime() {
        vpc("main", "10.0.0.0/16");
        apply("Subnet", "a", "{vpcRef: {from: {name: main}}, cidrBlock: 10.0.1.0/24, internetAccess: nat}");
        group("web", "main", ", ingressRules: [" + from("web", 80) + "]");
        group("web", "True Ready");
        await().until(() ->
                until(VPC.class, "main", s -> s.conditions, "True Ready").getStatus().policies == 6);
        operator.settle();
        Map<String, NetworkPolicy> before = policies();
        assertThat(before).containsKeys("davit-sg-web-ingress", "davit-sg-web-egress", "davit-sg-web-internet");
        int writes = operator.writes().size();
        group("web", "main", ", ingressRules: [" + from("web", 81) + "]");
        await().until(() -> policies()
                        .get("davit-sg-web-ingress")
                        .getSpec()
                        .getIngress()
                        .getFirst()
                        .getPorts()
                        .getFirst()
                        .getPort()
                        .getIntVal()
                == 81);
        operator.settle();
        policies().forEach((name, policy) -> assertThat(policy.getMetadata()
                        .getResourceVersion()
                        .equals(before.get(name).getMetadata().getResourceVersion()))
                .as(name)
                .isEqualTo(!name.equals("davit-sg-web-ingress")));
        assertThat(operator.writes().subList(writes, operator.writes().size()))
                .allMatch(write -> write.endsWith("/networkpolicies/davit-sg-web-ingress")
                        || write.endsWith("/securitygroups/web/status"));
        operator.close();
        operator = startOperator();
        operator.settle();
        assertThat(operator.writes().stream().filter(write -> write.contains(namespace)))
                .isEmpty();
    }

    @Test
    void theVpcCountsThePoliciesThatAnEditLeaves() {
        vpc("main", "10.0.0.0/16");
        group("web", "main", ", ingressRules: [" + from("web", 80) + "]");
        group("web", "True Ready");
        counts("main", 4);
        group("web", "main", ", ingressRules: [" + from("web", 80) + "], egressRules: []");
        counts("main", 3);
    }

    private void counts(String vpc, int policies) {
        await().until(() -> Integer.valueOf(policies)
                .equals(until(VPC.class, vpc, s -> s.conditions, "True Ready").getStatus().policies));
    }

    @Test
    void endsTheRulesOfADeletedGroupAtOnceAndHoldsNothingUp() {
        vpc("main", "10.0.0.0/16");
        group("web", "main", "");
        group("api", "main", ", ingressRules: [" + from("web", 8080) + "], egressRules: []");
        group("api", "True Ready");
        assertThat(policies()).containsKey("davit-sg-api-ingress");
        client.resources(SecurityGroup.class)
                .inNamespace(namespace)
                .withName("web")
                .delete();
        SecurityGroup api = group("api", "Unknown ReferenceNotFound");
        assertThat(Conditions.isTrue(api.getStatus().conditions, "Compiled")).isTrue();
        assertThat(policies()).doesNotContainKey("davit-sg-api-ingress");
        assertThat(client.resources(SecurityGroup.class)
                        .inNamespace(namespace)
                        .withName("web")
                        .get())
                .as("no finalizer")
                .isNull();
        group("web", "main", "");
        group("api", "True Ready");
        assertThat(policies()).containsKey("davit-sg-api-ingress");
    }

    @Test
    void restoresAPolicyThatSomebodyChangedOrDeleted() {
        vpc("main", "10.0.0.0/16");
        group("web", "main", ", ingressRules: [" + from("web", 80) + "], egressRules: []");
        group("web", "True Ready");
        var policy =
                client.network().v1().networkPolicies().inNamespace(namespace).withName("davit-sg-web-ingress");
        policy.edit(p -> {
            p.getSpec().setIngress(List.of());
            return p;
        });
        await().until(() -> policy.get().getSpec().getIngress().size() == 1);
        policy.delete();
        await().until(() -> policy.get() != null);
    }

    @Test
    void letsGroupsOfPeeredVpcsNameEachOtherAndEndsItWithThePeering() {
        vpc("main", "10.0.0.0/16");
        vpc("tools", "10.1.0.0/16");
        group("ci", "tools", "");
        group("web", "main", ", ingressRules: [" + from("ci", 80) + "], egressRules: []");
        SecurityGroup foreign = group("web", "False ReferenceForeign");
        assertThat(Conditions.find(foreign.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("create a VPCPeeringConnection");
        apply(
                "VPCPeeringConnection",
                "tools",
                "{vpcRef: {from: {name: main}}, peerVPCRef: {from: {name: tools}}, acceptRequest: true}");
        until(VPCPeeringConnection.class, "tools", s -> s.conditions, "True Ready");
        group("web", "True Ready");
        client.resources(VPCPeeringConnection.class)
                .inNamespace(namespace)
                .withName("tools")
                .delete();
        group("web", "False ReferenceForeign");
        await().until(() -> !policies().containsKey("davit-sg-web-ingress"));
    }

    @Test
    void saysWhatIsMissingWrongOrNotEnforced() {
        group("lost", "nowhere", "");
        group("lost", "Unknown VPCNotFound");
        vpc("main", "10.0.0.0/16");
        apply("Subnet", "astray", "{vpcRef: {from: {name: main}}, cidrBlock: 10.9.0.0/24}");
        until(Subnet.class, "astray", s -> s.conditions, "False CIDRInvalid");
        apply("NetworkACL", "acl", "{vpcRef: {from: {name: main}}}");
        until(NetworkACL.class, "acl", s -> s.conditions, "False NaclUnsupported");
        group("web", "main", "");
        group("web", "True Ready");
        try {
            ENFORCEMENT.saw(new Enforcement.Seen(Enforcement.State.NOT_ENFORCED, "It passes."));
            group("web", "False NetworkPolicyNotEnforced");
            until(VPC.class, "main", s -> s.conditions, "False NetworkPolicyNotEnforced");
        } finally {
            ENFORCEMENT.saw(new Enforcement.Seen(Enforcement.State.ENFORCED, "Seen."));
        }
        group("web", "True Ready");
    }

    @Test
    void anEditAmongFiftyGroupsIsAPolicyInAMoment() {
        vpc("main", "10.0.0.0/16");
        IntStream.range(0, 50)
                .forEach(i -> group("g" + i, "main", ", ingressRules: [" + from("g" + (i + 1) % 50, 80) + "]"));
        IntStream.range(0, 50).forEach(i -> group("g" + i, "True Ready"));
        operator.settle();
        long start = System.nanoTime();
        group("g7", "main", ", ingressRules: [" + from("g8", 4711) + "]");
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> Serialization.asYaml(policies().get("davit-sg-g7-ingress"))
                        .contains("4711"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
