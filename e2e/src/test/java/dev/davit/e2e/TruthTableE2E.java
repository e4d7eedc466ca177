package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.ClusterFacts.What;
import dev.davit.network.ClusterReading;
import dev.davit.network.Endpoint;
import dev.davit.network.PolicyEvaluator;
import dev.davit.network.Rule.Protocol;
import dev.davit.network.SecurityModel;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What real connections of real pods do is what the groups mean and what the policies say, before and after edits. */
@OnDavit
class TruthTableE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Prints a letter a target: o when it opens or refuses by itself, x when the connection does not get there. */
    private static final String PROBE = """
            import socket, sys
            from concurrent.futures import ThreadPoolExecutor
            def probe(target):
                host, port = target.rsplit(":", 1)
                try:
                    socket.create_connection((host, int(port)), timeout=3).close()
                    return "o"
                except ConnectionRefusedError:
                    return "o"
                except OSError:
                    return "x"
            with ThreadPoolExecutor(64) as threads:
                print("".join(threads.map(probe, sys.argv[1:])))
            """;

    private record Server(Endpoint end, int port) {}

    @Test
    void realConnectionsAreWhatTheGroupsMeanBeforeAndAfterEdits(Account account) {
        account.apply(Repository.file("examples/05-vpc-three-tier"));
        for (var tier : List.of("web", "api", "db")) {
            account.await(
                    Task.class,
                    tier,
                    SOON,
                    task -> task.getStatus() != null && "RUNNING".equals(task.getStatus().lastStatus));
        }
        account.await(Function.class, "stock", SOON, Stories::isReady);
        Assumptions.assumeTrue(enforced(account), "this cluster enforces no NetworkPolicies: nothing to measure");

        agree(account);
        assertThat(measured(account)).containsEntry("web -> api:8080", true).containsEntry("web -> db:5432", false);
        group(account, "api").edit(group -> {
            group.getSpec().ingressRules = List.of();
            return group;
        });
        agree(account);
        assertThat(measured(account)).containsEntry("web -> api:8080", false);
        group(account, "db").delete();
        agree(account);
        assertThat(measured(account)).containsEntry("api -> db:5432", false);
    }

    private static void agree(Account account) {
        Awaitility.await("what is measured is what is meant")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(measured(account)).isEqualTo(meant(account)));
    }

    private static io.fabric8.kubernetes.client.dsl.Resource<SecurityGroup> group(Account account, String name) {
        return account.client()
                .resources(SecurityGroup.class)
                .inNamespace(account.namespace())
                .withName(name);
    }

    private static boolean enforced(Account account) {
        var vpc = account.await(
                VPC.class,
                "shop",
                SOON,
                seen -> seen.getStatus() != null
                        && seen.getStatus().conditions.stream()
                                .anyMatch(c -> "Enforced".equals(c.getType()) && !"Unknown".equals(c.getStatus())));
        return vpc.getStatus().conditions.stream()
                .anyMatch(c -> "Enforced".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    /** Who calls: the three tasks, and an environment of the function. */
    private static Map<String, String> callers(Account account) {
        var pods = new LinkedHashMap<>(Map.of("web", "web", "api", "api", "db", "db"));
        account.pods(Labels.COMPONENT, Labels.ENVIRONMENT).stream()
                .filter(pod -> pod.getMetadata().getLabels().containsKey(Labels.VPC))
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> pod.getMetadata().getName())
                .min(String::compareTo)
                .ifPresent(pod -> pods.put("function", pod));
        assertThat(pods).hasSize(4);
        return pods;
    }

    private static Map<String, Server> servers(Account account) {
        var reading = new ClusterReading(account.client());
        var servers = new TreeMap<String, Server>();
        callers(account).forEach((name, pod) -> List.of(8080, 5432, 9000)
                .forEach(port -> servers.put(
                        name + ":" + port, new Server(reading.endpoint(account.namespace() + "/" + pod), port))));
        for (var pod :
                account.client().pods().inNamespace(Davit.NAMESPACE).list().getItems()) {
            var name = pod.getMetadata().getName();
            List.of(4222, 9000, 9001, 9090)
                    .forEach(port -> servers.put(
                            name + ":" + port, new Server(reading.endpoint(Davit.NAMESPACE + "/" + name), port)));
        }
        nodeAddresses(account.client()).forEach(address -> List.of(6443, 10250)
                .forEach(port -> servers.put(address + ":" + port, new Server(Endpoint.outside(address), port))));
        servers.put("metadata:80", new Server(Endpoint.outside("169.254.169.254"), 80));
        return servers;
    }

    private static Map<String, Boolean> measured(Account account) {
        var servers = servers(account);
        var cells = new TreeMap<String, Boolean>();
        callers(account).forEach((caller, pod) -> {
            var command = new ArrayList<>(List.of("python3", "-c", PROBE));
            servers.values().forEach(s -> command.add(bare(s.end().address()) + ":" + s.port()));
            String answer = exec(account.client(), account.namespace(), pod, command);
            assertThat(answer).as("the probe of %s", pod).hasSize(servers.size());
            int at = 0;
            for (var server : servers.keySet()) {
                put(cells, caller, server, answer.charAt(at++) == 'o');
            }
        });
        return cells;
    }

    private static Map<String, Boolean> meant(Account account) {
        var reading = new ClusterReading(account.client());
        var cells = new TreeMap<String, Boolean>();
        var servers = servers(account);
        callers(account).forEach((caller, pod) -> {
            var from = reading.endpoint(account.namespace() + "/" + pod);
            var model = new SecurityModel(reading.networks(from), facts(account.client()));
            servers.forEach((name, server) -> {
                var meant = model.decide(from, server.end(), Protocol.TCP, server.port());
                var said = new PolicyEvaluator(reading.policies(from, server.end()))
                        .decide(from, server.end(), Protocol.TCP, server.port());
                // Of Davit's own namespace, its own policies say who comes in besides.
                if (!Davit.NAMESPACE.equals(server.end().namespace()) || !meant.allowed()) {
                    assertThat(said.allowed())
                            .as("%s -> %s: %s, %s", caller, name, meant, said)
                            .isEqualTo(meant.allowed());
                }
                put(cells, caller, name, said.allowed());
            });
        });
        return cells;
    }

    /** A pod reaches itself whatever policies say. */
    private static void put(Map<String, Boolean> cells, String caller, String server, boolean open) {
        if (!server.startsWith(caller + ":")) {
            cells.put(caller + " -> " + server, open);
        }
    }

    private static ClusterFacts facts(KubernetesClient client) {
        var closed = new ArrayList<Closed>();
        client.nodes().list().getItems().stream()
                .flatMap(node -> node.getSpec().getPodCIDRs().stream())
                .forEach(cidr -> closed.add(new Closed(Cidr.of(cidr), What.PODS)));
        nodeAddresses(client).forEach(address -> closed.add(new Closed(Cidr.of(address), What.NODES)));
        closed.add(new Closed(Cidr.of("169.254.169.254/32"), What.SEALED));
        return new ClusterFacts(
                closed,
                List.of(Target.pods("kube-system", Map.of("k8s-app", "kube-dns"), 53)),
                Target.pods(Davit.NAMESPACE, Map.of("app.kubernetes.io/component", "gateway")),
                Map.of());
    }

    private static List<String> nodeAddresses(KubernetesClient client) {
        return client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getAddresses().stream())
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(address -> address.getAddress())
                .toList();
    }

    private static String bare(Cidr address) {
        return address.toString().replaceAll("/.*", "");
    }

    private static String exec(KubernetesClient client, String namespace, String pod, List<String> command) {
        var out = new ByteArrayOutputStream();
        try (var watch = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .writingOutput(out)
                .exec(command.toArray(String[]::new))) {
            watch.exitCode().get(1, TimeUnit.MINUTES);
            return out.toString(StandardCharsets.UTF_8).strip();
        } catch (Exception e) {
            throw new IllegalStateException("exec in " + pod, e);
        }
    }
}
