package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.e2e.bench.Memory;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** What connections of twelve real workloads do is what security groups mean, before and after edits. */
@OnDavit
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated
class NetworkE2E {

    private static final List<String> DAVITS = List.of(
            "web", "api", "db", "free-task", "wide", "partner", "lab", "jobs-python", "jobs-node", "free-function");
    private static final List<String> FUNCTIONS = List.of("jobs-python", "jobs-node", "free-function");
    private static final List<String> TASKS = List.of("web", "api", "db", "free-task");

    private static Account other;
    private static TrafficWorld world;

    @BeforeAll
    static void twelveWorkloads(Account account, Davit davit) {
        other = davit.newAccount("stranger");
        world = new TrafficWorld(account, other);
        world.start();
        Assumptions.assumeTrue(world.enforced(), "this cluster enforces no NetworkPolicies: nothing to measure");
    }

    @AfterAll
    static void strangersGo() {
        other.close();
    }

    @Test
    @Order(1)
    void whatIsAlwaysClosedIsClosedToEverybodyAndNamesAndTheRuntimeApiAreOpen() {
        var table = world.table();
        var cells = table.agreed();
        var closed = new ArrayList<>(List.of("stranger 8080", "plain 8080", "kubernetes"));
        boolean outside = world.hasOutside(); // asks a pod
        if (outside) {
            closed.add("metadata 80"); // elsewhere nobody answers there, closed or not
        }
        closed.addAll(List.of("operator 9090", "gateway 9000", "gateway 9003", "gateway 9090"));
        table.targets().stream()
                .map(TrafficTable.Target::name)
                .filter(name -> name.startsWith("node") || name.startsWith("nats"))
                .forEach(closed::add);
        assertThat(closed).as("kubelets, API server and NATS are among them").hasSizeGreaterThanOrEqualTo(12);
        for (var caller : DAVITS) {
            closed.forEach(target -> assertThat(cells).containsEntry(caller + " -> " + target, false));
            assertThat(cells).containsEntry(caller + " -> dns 53", true).containsEntry(caller + " -> dns udp 53", true);
            assertThat(cells)
                    .containsEntry(caller + " -> gateway 9001", FUNCTIONS.contains(caller) || TASKS.contains(caller));
        }
        // The same targets answer a pod that is not Davit's: what is closed is closed by policies.
        for (var target : List.of("kubernetes", "node0 10250", "node0 6443", "gateway 9000", "dns udp 53")) {
            assertThat(cells).containsEntry("plain -> " + target, true);
        }
        if (outside) {
            assertThat(cells)
                    .containsEntry("plain -> metadata 80", true)
                    .containsEntry("free-function -> outside 80", true)
                    .containsEntry("free-task -> outside udp 7", true)
                    .containsEntry("jobs-node -> outside 80", true)
                    .containsEntry("jobs-node -> outside 443", false)
                    .containsEntry("jobs-python -> outside 80", false) // its subnet leads nowhere
                    .containsEntry("web -> outside 443", true)
                    .containsEntry("wide -> outside2 443", true);
        }
    }

    /** {@code -Ddavit.pods=500 -Ddavit.groups=50} puts so many more around them. */
    @Test
    @Order(2)
    void anEditOfARuleIsInForceWithinTwoSeconds(Account account) throws Exception {
        int pods = Integer.getInteger("davit.pods", 0);
        try (var crowd = new Crowd(account, Integer.getInteger("davit.groups", 50))) {
            if (pods > 0) {
                crowd.gather(pods);
            }
            var address = account.client()
                    .pods()
                    .inNamespace(account.namespace())
                    .withName("api")
                    .get()
                    .getStatus()
                    .getPodIP();
            var group = group(account, "api");
            var rules = group.get().getSpec().ingressRules;
            var times = new ArrayList<Long>();
            for (int i = 0; i < 6; i++) {
                boolean open = i % 2 == 1;
                times.add(untilSeen(
                        account,
                        address,
                        open ? "o" : "x",
                        () -> group.edit(edited -> {
                            edited.getSpec().ingressRules = open ? rules : List.of();
                            return edited;
                        })));
            }
            System.out.printf(
                    "edits of a rule were seen by a connection after %s ms, %d more pods around%n", times, pods);
            times.sort(Long::compare);
            assertThat(Duration.ofMillis(times.get(times.size() / 2))).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    @Order(3)
    void connectionsAreWhatGroupsMeanBeforeAndAfterEdits(Account account) {
        var table = world.table();
        var cells = table.agreed();
        wellKnown(table, cells);

        group(account, "api").edit(group -> {
            group.getSpec().ingressRules.removeIf(rule -> "udp".equals(rule.ipProtocol));
            return group;
        });
        assertThat(changes(cells, table.agreed())).isEqualTo(Map.of("web -> api udp 8080", false));

        account.apply("""
                apiVersion: ec2.davit.dev/v1alpha1
                kind: SecurityGroup
                metadata: {name: ops}
                spec: {name: ops, description: comes later, vpcRef: {from: {name: shop}}, egressRules: []}
                """);
        var before = table.agreed();
        label(account, "wide", "member");
        assertThat(changes(before, table.agreed())).isEqualTo(Map.of("wide -> db 5432", true));
        label(account, "wide", null);
        assertThat(table.agreed()).isEqualTo(before);

        group(account, "api").delete();
        assertThat(changes(before, table.agreed()))
                .isEqualTo(Map.of(
                        "web -> api 8080",
                        false,
                        "jobs-python -> api 8080",
                        false,
                        "jobs-node -> api 8080",
                        false,
                        "api -> db 5432",
                        false));
    }

    /** {@code -Ddavit.edits=1000 -Ddavit.pods=500 -Ddavit.groups=50}: so many edits, with so much around them. */
    @Test
    @Order(4)
    void theOperatorsMemoryStaysFlatOverManyEdits(Account account, Davit davit) throws Exception {
        int groups = Integer.getInteger("davit.groups", 10);
        int rounds = Integer.getInteger("davit.edits", 120) / groups;
        try (var crowd = new Crowd(account, groups)) {
            crowd.gather(Integer.getInteger("davit.pods", 40));
            long before = operatorMegabytes(davit);
            for (int round = 0; round < rounds; round++) {
                crowd.edit(2000 + round);
            }
            long at = operatorMegabytes(davit);
            // What has become garbage goes within a minute.
            long after = Awaitility.await("the operator's memory")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> operatorMegabytes(davit), now -> now > 20 && now < before + 24);
            System.out.printf(
                    "the operator's resident memory in MiB: %d before %d edits, %d at their end, %d a minute later%n",
                    before, rounds * groups, at, after);
        }
    }

    private static long operatorMegabytes(Davit davit) {
        return Math.round(Memory.resident(davit.client()).get("operator"));
    }

    /** Some cells by name: that measured and meant agree does not say that either is right. */
    private static void wellKnown(TrafficTable table, Map<String, Boolean> cells) {
        assertThat(table.callers()).hasSizeGreaterThanOrEqualTo(10);
        System.out.printf(
                "%d callers, %d targets, %d cells, %d of them open%n",
                table.callers().size(),
                table.targets().size(),
                cells.size(),
                cells.values().stream().filter(open -> open).count());
        assertThat(cells)
                .containsEntry("web -> api 8080", true)
                .containsEntry("web -> api udp 8080", true)
                .containsEntry("web -> db 5432", false)
                .containsEntry("api -> db 5432", true)
                .containsEntry("jobs-python -> api 8080", true)
                .containsEntry("jobs-python -> api udp 8080", false)
                .containsEntry("jobs-node -> partner 8080", true)
                .containsEntry("jobs-python -> partner 8080", false)
                .containsEntry("partner -> web 8080", true)
                .containsEntry("lab -> web 8080", false)
                .containsEntry("wide -> web 8080", true)
                .containsEntry("stranger -> web 8080", false)
                .containsEntry("plain -> web 8080", false)
                .containsEntry("plain -> lab 8080", false)
                .containsEntry("wide -> jobs-python 8080", false)
                .containsEntry("wide -> db 5432", false);
    }

    private static Map<String, Boolean> changes(Map<String, Boolean> before, Map<String, Boolean> after) {
        var changes = new java.util.TreeMap<>(after);
        changes.entrySet().removeAll(before.entrySet());
        return changes;
    }

    private static Resource<SecurityGroup> group(Account account, String name) {
        return account.client()
                .resources(SecurityGroup.class)
                .inNamespace(account.namespace())
                .withName(name);
    }

    private static void label(Account account, String pod, String value) {
        account.client().pods().inNamespace(account.namespace()).withName(pod).edit(seen -> {
            if (value == null) {
                seen.getMetadata().getLabels().remove("securitygroup.ec2.davit.dev/ops");
            } else {
                seen.getMetadata().getLabels().put("securitygroup.ec2.davit.dev/ops", value);
            }
            return seen;
        });
    }

    /** Milliseconds from an edit until the task web sees it: until two connections in a row went that way. */
    private static long untilSeen(Account account, String address, String wanted, Runnable edit) throws Exception {
        var command = new String[] {"python3", "-c", TrafficWorld.script("watch.py"), address, "8080", wanted};
        try (var watch = account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName("web")
                .redirectingOutput()
                .exec(command)) {
            looking(watch.getOutput());
            long from = System.nanoTime();
            edit.run();
            watch.exitCode().get(1, TimeUnit.MINUTES);
            return Duration.ofNanos(System.nanoTime() - from).toMillis();
        }
    }

    private static void looking(java.io.InputStream output) throws IOException {
        var lines = new java.io.BufferedReader(new InputStreamReader(output, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("looking");
    }
}
