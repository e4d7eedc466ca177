package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.e2e.TrafficTable.Caller;
import dev.davit.e2e.TrafficTable.Target;
import dev.davit.network.Rule.Protocol;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Twelve workloads: tasks, functions and a user's own pods in three VPCs and in none, and two pods of another account. Where
 * the cluster has several zones, subnets and pods are spread over two.
 */
final class TrafficWorld {

    static final Duration SOON = Duration.ofMinutes(3);
    private static final List<String> FUNCTIONS = List.of("jobs-python", "jobs-node", "free-function");
    private static final List<String> TASKS = List.of("web", "api", "db", "free-task");
    private static final List<String> MEMBERS = List.of("wide", "partner", "lab");
    private static final List<String> OTHERS = List.of("stranger", "plain");

    private final Account account;
    private final Account other;
    private final List<String> zones;

    TrafficWorld(Account account, Account other) {
        this.account = account;
        this.other = other;
        this.zones = account.client().nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getLabels().get("topology.kubernetes.io/zone"))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Applies everything and waits until it runs. */
    void start() {
        account.apply(groups());
        other.apply(groups());
        Stream.of(
                        task("web", "shop-public", "web"),
                        task("api", "shop-private", "api"),
                        task("db", "shop-private", "db"),
                        PodCommands.task("free-task", script("serve.py"), "", ""),
                        member("wide", "shop", "shop-public", 0),
                        member("partner", "partner", "partner", 1),
                        member("lab", "lab", "lab", 1),
                        function("jobs-python", "python3.11", "probe.py", "shop-private"),
                        function("jobs-node", "nodejs22.x", "probe.mjs", "shop-public"),
                        function("free-function", "python3.11", "probe.py", null))
                .forEach(account::apply);
        // The same labels as the task web has, in another account: they mean nothing here.
        other.apply(PodCommands.pod("stranger", labels("shop", "shop-public", "web"), "", script("serve.py")));
        other.apply(PodCommands.pod("plain", "app: plain", "", script("serve.py")));
        TASKS.forEach(task -> account.await(
                Task.class,
                task,
                SOON,
                seen -> seen.getStatus() != null && "RUNNING".equals(seen.getStatus().lastStatus)));
        MEMBERS.forEach(pod -> ready(account, pod));
        OTHERS.forEach(pod -> ready(other, pod));
        FUNCTIONS.forEach(name -> {
            account.await(dev.davit.api.lambda.v1alpha1.Function.class, name, SOON, Stories::isReady);
            assertThat(invoke(name, List.of())).isEmpty();
        });
    }

    /** Whether the cluster enforces policies, as the operator has seen it. */
    boolean enforced() {
        var vpc = account.await(
                VPC.class,
                "shop",
                SOON,
                seen -> seen.getStatus() != null
                        && seen.getStatus().conditions.stream()
                                .anyMatch(c -> "Enforced".equals(c.getType()) && !"Unknown".equals(c.getStatus())));
        return Stories.is(vpc.getStatus().conditions, "Enforced", "True");
    }

    TrafficTable table() {
        var callers = new ArrayList<Caller>();
        Stream.concat(TASKS.stream(), MEMBERS.stream()).forEach(name -> callers.add(inPod(name, account, name)));
        OTHERS.forEach(name -> callers.add(inPod(name, other, name)));
        FUNCTIONS.forEach(name -> callers.add(
                new Caller(name, account.namespace() + "/" + environment(name), targets -> invoke(name, targets))));
        var targets = new ArrayList<Target>();
        for (var caller : callers) {
            targets.add(Target.of(caller.name(), caller.pod(), Protocol.TCP, 8080));
            targets.add(Target.of(caller.name(), caller.pod(), Protocol.TCP, 5432));
            targets.add(Target.of(caller.name(), caller.pod(), Protocol.UDP, 8080));
        }
        targets.addAll(surroundings(account.client()));
        targets.addAll(outside());
        return new TrafficTable(account.client(), callers, targets);
    }

    private static Caller inPod(String name, Account of, String pod) {
        return new Caller(name, of.namespace() + "/" + pod, targets -> {
            var command = new ArrayList<>(List.of("python3", "-c", script("probe.py")));
            command.addAll(targets);
            return PodCommands.run(of.client(), of.namespace(), pod, command);
        });
    }

    private String invoke(String function, List<String> targets) {
        var event = targets.stream().map(target -> '"' + target + '"').collect(Collectors.joining(",", "[", "]"));
        return account.invoke(function, "{\"targets\": " + event + "}")
                .payload()
                .asUtf8String()
                .replace("\"", "");
    }

    /** The environment that the function has. */
    private String environment(String function) {
        return Awaitility.await("the environment of " + function)
                .atMost(SOON)
                .until(
                        () -> account.pods(Labels.FUNCTION, function).stream()
                                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                                .map(pod -> pod.getMetadata().getName())
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** What is in a cluster besides: Davit itself, names, the API server, kubelets. */
    private static List<Target> surroundings(KubernetesClient client) {
        var targets = new ArrayList<Target>();
        for (var pod : client.pods().inNamespace(Davit.NAMESPACE).list().getItems()) {
            if (Readiness.isPodReady(pod)) {
                var component = pod.getMetadata().getLabels().get("app.kubernetes.io/component");
                var end = Davit.NAMESPACE + "/" + pod.getMetadata().getName();
                pod.getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .forEach(port -> targets.add(Target.of(component, end, Protocol.TCP, port.getContainerPort())));
            }
        }
        client.pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns").list().getItems().stream()
                .filter(Readiness::isPodReady)
                .limit(1)
                .map(pod -> "kube-system/" + pod.getMetadata().getName())
                .forEach(end -> {
                    targets.add(Target.of("dns", end, Protocol.TCP, 53));
                    targets.add(Target.of("dns", end, Protocol.UDP, 53));
                });
        var nodes = TrafficTable.nodeAddresses(client);
        for (int i = 0; i < nodes.size(); i++) {
            targets.add(Target.of("node" + i, nodes.get(i), Protocol.TCP, 10250));
            targets.add(Target.of("node" + i, nodes.get(i), Protocol.TCP, 6443));
        }
        var service =
                client.services().inNamespace("default").withName("kubernetes").get();
        targets.add(
                new Target("kubernetes", nodes.getFirst(), service.getSpec().getClusterIP(), Protocol.TCP, 443, 6443));
        return targets;
    }

    /** Addresses of the stand-in for the internet and for a cloud's metadata that answer, if the cluster has one. */
    private List<Target> outside() {
        var there = List.of(
                Target.of("outside", "203.0.113.10", Protocol.TCP, 80),
                Target.of("outside", "203.0.113.10", Protocol.TCP, 443),
                Target.of("outside", "203.0.113.10", Protocol.UDP, 7),
                Target.of("outside2", "198.51.100.10", Protocol.TCP, 443),
                Target.of("metadata", "169.254.169.254", Protocol.TCP, 80));
        return hasOutside() ? there : List.of();
    }

    boolean hasOutside() {
        return inPod("plain", other, "plain")
                .probe()
                .apply(List.of("tcp/203.0.113.10/80"))
                .equals("o");
    }

    private static void ready(Account account, String pod) {
        Awaitility.await(pod)
                .atMost(SOON)
                .until(() -> Readiness.isPodReady(account.client()
                        .pods()
                        .inNamespace(account.namespace())
                        .withName(pod)
                        .get()));
    }

    /** The VPCs, subnets and groups; with two zones each subnet of shop is in one. */
    private String groups() {
        var yaml = script("groups.yaml");
        return zones.size() < 2
                ? yaml
                : yaml.replace(
                                "cidrBlock: 10.0.0.0/24,",
                                "cidrBlock: 10.0.0.0/24, availabilityZone: " + zones.get(0) + ",")
                        .replace("cidrBlock: 10.0.1.0/24", "cidrBlock: 10.0.1.0/24, availabilityZone: " + zones.get(1));
    }

    private static String task(String name, String subnet, String group) {
        return PodCommands.task(name, script("serve.py"), "", """
                networkConfiguration: {awsVPCConfiguration: {subnetRefs: [{from: {name: %s}}], securityGroupRefs: [{from: {name: %s}}]}}\
                """.formatted(subnet, group));
    }

    private String member(String name, String vpc, String subnet, int zone) {
        var nodes = zones.size() < 2 ? "" : "topology.kubernetes.io/zone: " + zones.get(zone);
        return PodCommands.pod(name, labels(vpc, subnet, name), nodes, script("serve.py"));
    }

    private static String labels(String vpc, String subnet, String group) {
        return "davit.dev/component: member, ec2.davit.dev/vpc: %s, ec2.davit.dev/subnet: %s, securitygroup.ec2.davit.dev/%s: member"
                .formatted(vpc, subnet, group);
    }

    private static String function(String name, String runtime, String source, String subnet) {
        var file = source.replace("probe", "app");
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  runtime: %s
                  handler: app.handler
                  memorySize: 256
                  timeout: 60
                  %s
                  code:
                    inline:
                      %s: |
                %s
                """.formatted(
                        name,
                        runtime,
                        subnet == null
                                ? ""
                                : "vpcConfig: {subnetRefs: [{from: {name: %s}}], securityGroupRefs: [{from: {name: jobs}}]}"
                                        .formatted(subnet),
                        file,
                        script(source).indent(8).stripTrailing());
    }

    /** A file of the network stories. */
    static String script(String name) {
        try {
            return Files.readString(Repository.file("e2e/src/test/resources/network/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
