package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Groups that go while they are used, that name each other in a circle, and that go with all that is around them. */
@OnDavit
@Isolated
class GroupsE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int MEMBERS = 200;

    @Test
    void aGroupThatTwoHundredPodsHaveIsDeletedAtOnceAndWhoeverNamesItSaysSo(Account account) {
        account.apply(TrafficWorld.script("groups.yaml"));
        account.apply(IntStream.range(0, MEMBERS).mapToObj(GroupsE2E::member).collect(Collectors.joining("---\n")));
        account.await(
                SecurityGroup.class,
                "api",
                SOON,
                group -> group.getStatus() != null
                        && Integer.valueOf(MEMBERS).equals(group.getStatus().members)
                        && Stories.is(group.getStatus().conditions, "Ready", "True"));

        group(account, "api").delete();

        assertThat(account.get(SecurityGroup.class, "api"))
                .as("nothing holds it")
                .isNull();
        Awaitility.await("its policies go with it")
                .atMost(Duration.ofSeconds(30))
                .until(() -> policies(account, "api") == 0);
        account.await(SecurityGroup.class, "db", SOON, group -> says(group, "ReferenceNotFound", "api"));
        account.await(VPC.class, "shop", SOON, vpc -> Integer.valueOf(MEMBERS).equals(vpc.getStatus().members));

        account.apply(TrafficWorld.script("groups.yaml"));
        account.await(
                SecurityGroup.class,
                "api",
                SOON,
                group -> group.getStatus() != null && Integer.valueOf(MEMBERS).equals(group.getStatus().members));
        assertThat(policies(account, "api")).isPositive();
    }

    @Test
    void groupsThatNameEachOtherInACircleAreReadyAndGoInAnyOrder(Account account) {
        account.apply("""
                apiVersion: ec2.davit.dev/v1alpha1
                kind: VPC
                metadata: {name: round}
                spec: {cidrBlocks: [10.4.0.0/16]}
                """);
        for (int i = 0; i < 4; i++) {
            account.apply("""
                    apiVersion: ec2.davit.dev/v1alpha1
                    kind: SecurityGroup
                    metadata: {name: round-%1$d}
                    spec:
                      name: round-%1$d
                      description: one of a circle
                      vpcRef: {from: {name: round}}
                      ingressRules: [{ipProtocol: "-1", userIDGroupPairs: [{groupRef: {from: {name: round-%2$d}}}]}]
                      egressRules: [{ipProtocol: "-1", userIDGroupPairs: [{groupRef: {from: {name: round-%2$d}}}]}]
                    """.formatted(i, (i + 1) % 4));
        }
        for (int i = 0; i < 4; i++) {
            account.await(
                    SecurityGroup.class,
                    "round-" + i,
                    SOON,
                    group -> group.getStatus() != null && Stories.is(group.getStatus().conditions, "Accepted", "True"));
            assertThat(policies(account, "round-" + i)).isPositive();
        }
        group(account, "round-2").delete();
        account.await(SecurityGroup.class, "round-1", SOON, group -> says(group, "ReferenceNotFound", "round-2"));
        account.client()
                .resources(VPC.class)
                .inNamespace(account.namespace())
                .withName("round")
                .delete();
        account.await(SecurityGroup.class, "round-0", SOON, group -> says(group, "VPC", "round"));
        for (int i : new int[] {1, 3, 0}) {
            group(account, "round-" + i).delete();
            assertThat(account.get(SecurityGroup.class, "round-" + i)).isNull();
        }
    }

    @Test
    void aNamespaceWithEverythingInItGoesAtOnce(Davit davit) {
        var doomed = davit.newAccount("doomed");
        doomed.apply(TrafficWorld.script("groups.yaml"));
        doomed.apply(
                PodCommands.task(
                        "last",
                        "import time; time.sleep(600)",
                        "",
                        "networkConfiguration: {awsVPCConfiguration: {subnetRefs: [{from: {name: shop-private}}], securityGroupRefs: [{from: {name: jobs}}]}}"));
        doomed.await(
                Task.class,
                "last",
                SOON,
                task -> task.getStatus() != null && "RUNNING".equals(task.getStatus().lastStatus));

        doomed.close();

        Awaitility.await("the namespace " + doomed.namespace() + " is gone")
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        davit.client().namespaces().withName(doomed.namespace()).get() == null);
    }

    /** Nobody schedules it: it is a member all the same, and costs nothing. */
    private static String member(int number) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: member-%d
                  labels: {davit.dev/component: member, ec2.davit.dev/vpc: shop, ec2.davit.dev/subnet: shop-private, securitygroup.ec2.davit.dev/api: member}
                spec:
                  schedulerName: nobody
                  terminationGracePeriodSeconds: 0
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: main
                    image: %s
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """.formatted(number, PodCommands.IMAGE);
    }

    private static io.fabric8.kubernetes.client.dsl.Resource<SecurityGroup> group(Account account, String name) {
        return account.client()
                .resources(SecurityGroup.class)
                .inNamespace(account.namespace())
                .withName(name);
    }

    private static int policies(Account account, String group) {
        return account.client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(account.namespace())
                .withLabel(Labels.COMPILED_FROM, group)
                .list()
                .getItems()
                .size();
    }

    /** Whether a condition that is not True speaks of it. */
    private static boolean says(SecurityGroup group, String reason, String what) {
        return group.getStatus() != null
                && group.getStatus().conditions.stream()
                        .anyMatch(c -> !"True".equals(c.getStatus())
                                && c.getReason().contains(reason)
                                && c.getMessage().contains(what));
    }
}
