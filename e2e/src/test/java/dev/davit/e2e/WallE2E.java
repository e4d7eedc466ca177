package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** From its first instruction on, user code stands behind its policies: it knocks at closed doors for three seconds, at one that is open, too. */
@OnDavit
@Isolated
class WallE2E {

    /** How many cold starts each story makes: {@code -Ddavit.coldStarts=100} for more. */
    private static final int COLD_STARTS = Integer.getInteger("davit.coldStarts", 10);

    /** So many functions are there at a time. */
    private static final int BATCH = 10;

    private static final Duration SOON = Duration.ofMinutes(2).plusSeconds(3L * COLD_STARTS);

    @Test
    void noColdStartOfAFunctionReachesMoreThanItsGroupsAllow(Account account, Davit davit) throws Exception {
        var open = prepare(account, davit);
        for (int first = 0; first < COLD_STARTS; first += BATCH) {
            var names = IntStream.range(first, Math.min(COLD_STARTS, first + BATCH))
                    .mapToObj(i -> "cold-" + i)
                    .toList();
            names.forEach(name -> account.apply(function(name, open)));
            names.forEach(name -> account.await(Function.class, name, SOON, Stories::isReady));
            knock(account, names, open);
            names.forEach(name -> account.client()
                    .resources(Function.class)
                    .inNamespace(account.namespace())
                    .withName(name)
                    .delete());
        }
    }

    private static void knock(Account account, List<String> names, Doors doors) throws Exception {
        try (var threads = Executors.newFixedThreadPool(5)) {
            var answers = names.stream()
                    .map(name -> threads.submit(
                            () -> account.invoke(name, "{}").payload().asUtf8String()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).contains("{\"reached\": [\"" + doors.door() + "\"], \"rounds\": ");
            }
        }
    }

    /** In a namespace that has nothing yet: no wall, no group, no policy. */
    @Test
    void noTaskReachesMoreThanItsGroupsAllowThoughAllIsMadeAtOnce(Davit davit) {
        for (int round = 0; round < Math.max(1, COLD_STARTS / 5); round++) {
            try (var fresh = davit.newAccount("fresh")) {
                var open = doors(fresh, davit);
                var names = IntStream.range(0, 5).mapToObj(i -> "first-" + i).toList();
                names.forEach(
                        name -> fresh.apply(
                                PodCommands.task(
                                        name,
                                        TrafficWorld.script("storm.py"),
                                        "{name: TARGETS, value: \"%s\"}, {name: OPEN, value: \"%s\"}"
                                                .formatted(String.join(" ", open.all()), open.door()),
                                        "networkConfiguration: {awsVPCConfiguration: {subnetRefs: [{from: {name: shop-private}}], securityGroupRefs: [{from: {name: jobs}}]}}")));
                fresh.apply(TrafficWorld.script("groups.yaml"));
                for (var name : names) {
                    var ended = fresh.await(
                            Task.class,
                            name,
                            SOON,
                            task -> task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus));
                    assertThat(ended.getStatus().containers).singleElement().satisfies(container -> assertThat(
                                    container.exitCode)
                            .isZero());
                }
            }
        }
    }

    /** Whoever has no wall around it comes through the same doors: those who knock would notice. */
    @Test
    void thoseWhoKnockComeThroughWhereThereIsNoWall(Account account, Davit davit) {
        var doors = doors(account, davit);
        account.apply(PodCommands.pod("outsider", "app: outsider", "", TrafficWorld.script("serve.py")));
        Awaitility.await("outsider")
                .atMost(SOON)
                .until(
                        () -> account.client()
                                .pods()
                                .inNamespace(account.namespace())
                                .withName("outsider")
                                .get(),
                        Readiness::isPodReady);
        var said = PodCommands.run(
                account.client(),
                account.namespace(),
                "outsider",
                List.of(
                        "python3",
                        "-c",
                        """
                        import os
                        os.environ.update(TARGETS="%s", OPEN="%s")
                        """.formatted(String.join(" ", doors.all()), doors.door()) + TrafficWorld.script("storm.py")));
        TrafficTable.nodeAddresses(davit.client())
                .forEach(node -> assertThat(said).contains(node + ":6443", node + ":10250"));
    }

    /** Doors at which user code knocks: one that its group opens, and closed ones. */
    private record Doors(String door, List<String> all) {}

    private static Doors prepare(Account account, Davit davit) {
        var doors = doors(account, davit);
        account.apply(TrafficWorld.script("groups.yaml"));
        var vpc = account.await(
                VPC.class,
                "shop",
                SOON,
                seen -> seen.getStatus() != null
                        && !Stories.is(seen.getStatus().conditions, "Enforced", "Unknown")
                        && Stories.condition(seen.getStatus().conditions, "Enforced")
                                .isPresent());
        Assumptions.assumeTrue(
                Stories.is(vpc.getStatus().conditions, "Enforced", "True"),
                "this cluster enforces no NetworkPolicies: nothing to measure");
        return doors;
    }

    /** A pod that the group may call and nobody else's, and everything that is always closed. */
    private static Doors doors(Account account, Davit davit) {
        account.apply(PodCommands.pod(
                "door",
                "davit.dev/component: member, ec2.davit.dev/vpc: shop, ec2.davit.dev/subnet: shop-private, securitygroup.ec2.davit.dev/api: member",
                "",
                TrafficWorld.script("serve.py")));
        var pods = account.client().pods();
        var door = Awaitility.await("door")
                .atMost(SOON)
                .until(
                        () -> pods.inNamespace(account.namespace())
                                .withName("door")
                                .get(),
                        Readiness::isPodReady)
                .getStatus()
                .getPodIP();
        var closed = new ArrayList<>(List.of(door + ":5432", "169.254.169.254:80"));
        TrafficTable.nodeAddresses(davit.client())
                .forEach(node -> closed.addAll(List.of(node + ":6443", node + ":10250")));
        davit.client().pods().inNamespace(Davit.NAMESPACE).list().getItems().stream()
                .filter(Readiness::isPodReady)
                .forEach(pod -> closed.addAll(List.of(
                        pod.getStatus().getPodIP() + ":9090",
                        pod.getStatus().getPodIP() + ":9000",
                        pod.getStatus().getPodIP() + ":4222")));
        return new Doors(
                door + ":8080",
                Stream.concat(Stream.of(door + ":8080"), closed.stream()).toList());
    }

    private static String function(String name, Doors doors) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  memorySize: 128
                  timeout: 60
                  environment: {variables: {TARGETS: "%s"}}
                  vpcConfig: {subnetRefs: [{from: {name: shop-private}}], securityGroupRefs: [{from: {name: jobs}}]}
                  code:
                    inline:
                      app.py: |
                %s
                """.formatted(
                        name,
                        String.join(" ", doors.all()),
                        TrafficWorld.script("storm.py").indent(8).stripTrailing());
    }
}
