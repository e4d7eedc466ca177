package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.What;
import dev.davit.network.ClusterReading;
import dev.davit.network.Endpoint;
import dev.davit.network.PolicyEvaluator;
import dev.davit.network.Rule.Protocol;
import dev.davit.network.SecurityModel;
import dev.davit.testkit.davit.Davit;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Callers by targets: what connections do, what the policies say by the evaluator of {@code make reach}, what the groups mean. */
record TrafficTable(KubernetesClient client, List<Caller> callers, List<Target> targets) {

    /**
     * Who calls.
     *
     * @param name its name in the table
     * @param pod its pod, {@code namespace/name}
     * @param probe tries targets, written protocol/address/port, and answers a letter each: o or x
     */
    record Caller(String name, String pod, Function<List<String>, String> probe) {}

    /**
     * Who is called.
     *
     * @param name its name in the table
     * @param end the pod, {@code namespace/name}, or the address that decides: behind a Service, that of what serves
     * @param dialled the address that is tried; null: the one of the end
     * @param port the port that is tried
     * @param decides the port that decides
     */
    record Target(String name, String end, String dialled, Protocol protocol, int port, int decides) {
        /** A port of a pod or of an address. */
        static Target of(String name, String end, Protocol protocol, int port) {
            return new Target(
                    name + " " + (protocol == Protocol.TCP ? "" : "udp ") + port, end, null, protocol, port, port);
        }

        private String address(Map<String, Endpoint> ends) {
            String address = dialled != null ? dialled : ends.get(end).address().toString();
            return protocol.name().toLowerCase(java.util.Locale.ROOT) + "/" + address.replaceAll("/.*", "") + "/"
                    + port;
        }
    }

    /** Waits until measured and meant agree on every cell, and answers what is measured. */
    Map<String, Boolean> agreed() {
        var measured = new TreeMap<String, Boolean>();
        Awaitility.await("what is measured is what is meant")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    measured.clear();
                    measured.putAll(measured());
                    assertThat(measured).isEqualTo(meant());
                });
        return measured;
    }

    /** What every caller sees, all at once. */
    Map<String, Boolean> measured() {
        var ends = ends();
        var addresses = targets.stream().map(target -> target.address(ends)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.stream()
                    .map(caller -> threads.submit(() -> caller.probe().apply(addresses)))
                    .toList();
            var cells = new TreeMap<String, Boolean>();
            for (int row = 0; row < callers.size(); row++) {
                var answer = answers.get(row).get();
                assertThat(answer)
                        .as("the probe of %s", callers.get(row).name())
                        .hasSize(targets.size());
                for (int at = 0; at < targets.size(); at++) {
                    put(cells, callers.get(row), targets.get(at), answer.charAt(at) == 'o');
                }
            }
            return cells;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the policies say; it has to be what the groups mean, too. */
    Map<String, Boolean> meant() {
        var ends = ends();
        var reading = new ClusterReading(client);
        var all = ends.values().toArray(Endpoint[]::new);
        var model = new SecurityModel(reading.networks(all), facts());
        var evaluator = new PolicyEvaluator(reading.policies(all));
        var cells = new TreeMap<String, Boolean>();
        for (var caller : callers) {
            for (var target : targets) {
                var from = ends.get(caller.pod());
                var to = ends.get(target.end());
                var meant = model.decide(from, to, target.protocol(), target.decides());
                var said = evaluator.decide(from, to, target.protocol(), target.decides());
                // In Davit's own namespace the chart's policies say who comes in besides.
                if (!Davit.NAMESPACE.equals(to.namespace()) || !meant.allowed()) {
                    assertThat(said.allowed())
                            .as("%s -> %s: %s, %s", caller.name(), target.name(), meant, said)
                            .isEqualTo(meant.allowed());
                }
                put(cells, caller, target, said.allowed());
            }
        }
        return cells;
    }

    private Map<String, Endpoint> ends() {
        var reading = new ClusterReading(client);
        return Stream.concat(callers.stream().map(Caller::pod), targets.stream().map(Target::end))
                .distinct()
                .collect(Collectors.toMap(end -> end, reading::endpoint));
    }

    /** A pod reaches itself whatever policies say. */
    private static void put(Map<String, Boolean> cells, Caller caller, Target target, boolean open) {
        if (!caller.pod().equals(target.end())) {
            cells.put(caller.name() + " -> " + target.name(), open);
        }
    }

    private ClusterFacts facts() {
        var closed = new ArrayList<Closed>();
        client.nodes().list().getItems().stream()
                .flatMap(node -> node.getSpec().getPodCIDRs().stream())
                .forEach(cidr -> closed.add(new Closed(Cidr.of(cidr), What.PODS)));
        nodeAddresses(client).forEach(address -> closed.add(new Closed(Cidr.of(address), What.NODES)));
        closed.add(new Closed(Cidr.of("169.254.169.254/32"), What.SEALED));
        return new ClusterFacts(
                closed,
                List.of(ClusterFacts.Target.pods("kube-system", Map.of("k8s-app", "kube-dns"), 53)),
                ClusterFacts.Target.pods(Davit.NAMESPACE, Map.of("app.kubernetes.io/component", "gateway")),
                Map.of());
    }

    static List<String> nodeAddresses(KubernetesClient client) {
        return client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getAddresses().stream())
                .filter(address -> "InternalIP".equals(address.getType()))
                .map(address -> address.getAddress())
                .toList();
    }
}
