package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workloads stand in VPCs, reach what their groups say, and wait for what is missing. */
@OnDavit
class VpcE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** What is open is open, whether the cluster enforces policies or not; that the rest is closed is told by the condition. */
    @Test
    void theExamplesTiersReachEachOtherAndItsFunctionTheApi(Account account) {
        account.apply(Repository.file("examples/05-vpc-three-tier"));

        for (var tier : List.of("web", "api", "db")) {
            account.await(
                    Task.class,
                    tier,
                    SOON,
                    task -> task.getStatus() != null && "RUNNING".equals(task.getStatus().lastStatus));
        }
        account.await(Function.class, "stock", SOON, Stories::isReady);
        Awaitility.await("the API's task serves").atMost(SOON).untilAsserted(() -> assertThat(
                        account.invoke("stock", "{}").payload().asUtf8String())
                .contains("\"api\": true"));
        account.await(SecurityGroup.class, "jobs", SOON, group -> group.getStatus().members >= 1);
        account.await(VPC.class, "shop", SOON, vpc -> vpc.getStatus().members >= 4);
    }

    @Test
    void theConditionSaysWhetherPoliciesAreEnforced(Account account) {
        account.apply("""
                apiVersion: ec2.davit.dev/v1alpha1
                kind: VPC
                metadata: {name: probed}
                spec: {cidrBlocks: [10.7.0.0/16]}
                """);
        var vpc = account.await(
                VPC.class,
                "probed",
                SOON,
                seen -> seen.getStatus() != null
                        && seen.getStatus().conditions != null
                        && enforced(seen).getStatus() != null
                        && !"Unknown".equals(enforced(seen).getStatus()));
        assertThat(enforced(vpc).getReason()).isIn("Enforced", "NetworkPolicyNotEnforced");
    }

    private static Condition enforced(VPC vpc) {
        return vpc.getStatus().conditions.stream()
                .filter(condition -> "Enforced".equals(condition.getType()))
                .findFirst()
                .orElseGet(Condition::new);
    }

    @Test
    void aFunctionWhoseGroupIsMissingWaitsAndRunsNothing(Account account) {
        account.apply(Repository.file("examples/05-vpc-three-tier"));
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: early}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  vpcConfig:
                    subnetRefs: [{from: {name: shop-private-a}}]
                    securityGroupRefs: [{from: {name: late}}]
                  code: {inline: {app.py: "def handler(event, context): return 1"}}
                """);
        account.await(Function.class, "early", SOON, function -> reason(function, "SecurityGroupNotReady"));
        account.apply("""
                apiVersion: ec2.davit.dev/v1alpha1
                kind: SecurityGroup
                metadata: {name: late}
                spec: {name: late, description: comes late, vpcRef: {from: {name: shop}}}
                """);
        account.await(Function.class, "early", SOON, Stories::isReady);
        assertThat(account.invoke("early", "{}").payload().asUtf8String()).isEqualTo("1");
    }

    private static boolean reason(Function function, String reason) {
        return function.getStatus() != null
                && function.getStatus().conditions != null
                && function.getStatus().conditions.stream()
                        .anyMatch(c -> "Ready".equals(c.getType()) && reason.equals(c.getReason()));
    }
}
