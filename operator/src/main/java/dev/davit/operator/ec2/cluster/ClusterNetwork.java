package dev.davit.operator.ec2.cluster;

import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.ClusterFacts.What;
import dev.davit.operator.config.NetworkConfig;
import dev.davit.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The facts of the cluster around the networks, from the settings or else from the cluster, as they are now. */
@Singleton
public class ClusterNetwork {
    private static final Logger LOG = Logger.getLogger(ClusterNetwork.class);
    private static final Map<String, String> GATEWAY =
            Map.of("app.kubernetes.io/name", "davit", "app.kubernetes.io/component", "gateway");

    /** The prefix list of the Lambda API: the gateway's pods, which serve it on port 9000. */
    private static final String LAMBDA = "pl-lambda";

    /** The prefix list of the API server, at the port of its own and not of its Service. */
    private static final String KUBERNETES = "pl-kubernetes";

    private final KubernetesClient client;
    private final NetworkConfig config;
    private final OperatorConfig operator;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private SharedIndexInformer<Node> nodes;
    private SharedIndexInformer<EndpointSlice> apiServers;
    private List<String> services = List.of();
    private volatile ClusterFacts facts;

    /** Facts that are gathered when they are first asked for. */
    public ClusterNetwork(KubernetesClient client, NetworkConfig config, OperatorConfig operator) {
        this.client = client;
        this.config = config;
        this.operator = operator;
    }

    /** The facts as they are now. */
    public ClusterFacts facts() {
        start();
        return facts;
    }

    /** Calls the listener whenever the facts have changed. */
    public void listen(Runnable listener) {
        listeners.add(listener);
        start();
    }

    private synchronized void start() {
        if (facts != null) {
            return;
        }
        services = config.serviceCidrs().orElseGet(this::serviceCidrs);
        nodes = Informers.start(client.nodes(), new NodeStore(), (before, after) -> changed());
        apiServers = Informers.start(
                client.discovery().v1().endpointSlices().inNamespace("default").withName("kubernetes"),
                (before, after) -> changed());
        facts = gather();
    }

    private void changed() {
        synchronized (this) {
            ClusterFacts now = facts == null ? null : gather();
            if (now == null || now.equals(facts)) {
                return;
            }
            facts = now;
        }
        listeners.forEach(Runnable::run);
    }

    /** The cluster's ServiceCIDRs, which Kubernetes has from 1.33 on; before, the settings have to name them. */
    private List<String> serviceCidrs() {
        try {
            return client.genericKubernetesResources("networking.k8s.io/v1", "ServiceCIDR").list().getItems().stream()
                    .map((GenericKubernetesResource c) -> c.<List<String>>get("spec", "cidrs"))
                    .flatMap(List::stream)
                    .toList();
        } catch (KubernetesClientException e) {
            LOG.debugf("no ServiceCIDRs: %s", e.getMessage());
            return List.of();
        }
    }

    private ClusterFacts gather() {
        List<Node> present = nodes.getStore().list().stream()
                .sorted(java.util.Comparator.comparing(n -> n.getMetadata().getName()))
                .toList();
        List<Closed> closed = Stream.of(
                        closed(What.SEALED, config.sealedCidrs()),
                        closed(What.PODS, config.podCidrs().orElseGet(() -> podCidrs(present))),
                        closed(What.SERVICES, services),
                        closed(What.NODES, config.nodeCidrs().orElseGet(() -> addresses(present))),
                        closed(What.API_SERVER, config.apiServerCidrs().orElseGet(this::apiServerAddresses)))
                .flatMap(s -> s)
                .toList();
        return new ClusterFacts(closed, dns(), gateway(), prefixLists(closed));
    }

    private static Stream<Closed> closed(What what, List<String> texts) {
        return Cidr.aggregate(texts.stream()
                        .map(text -> Cidr.read(text.strip()))
                        .flatMap(Optional::stream)
                        .toList())
                .stream()
                .filter(cidr -> cidr.bits() > 0)
                .map(cidr -> new Closed(cidr, what));
    }

    /** Where nodes say nothing of their pods' addresses, any private address may be a pod's. */
    private static List<String> podCidrs(List<Node> nodes) {
        List<String> known =
                nodes.stream().flatMap(n -> n.getSpec().getPodCIDRs().stream()).toList();
        return known.isEmpty()
                ? ClusterFacts.PRIVATE.stream().map(Cidr::toString).toList()
                : known;
    }

    private static List<String> addresses(List<Node> nodes) {
        return nodes.stream()
                .flatMap(n -> n.getStatus().getAddresses().stream())
                .filter(a -> a.getType().endsWith("IP"))
                .map(a -> a.getAddress())
                .toList();
    }

    private List<String> apiServerAddresses() {
        return apiServers.getStore().list().stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .toList();
    }

    private List<Target> dns() {
        Integer[] ports = config.dnsPorts().toArray(Integer[]::new);
        Target pods = Target.pods(config.dnsNamespace(), PrefixLists.labels(config.dnsPodLabels()), ports);
        return Stream.concat(
                        Stream.of(pods),
                        config.dnsCidrs().orElse(List.of()).stream().map(c -> Target.addresses(c, ports)))
                .toList();
    }

    private Target gateway() {
        return Target.pods(operator.namespace(), GATEWAY);
    }

    /** Two that are always there, as AWS has some of its own, and the installation's, which may replace them. */
    private Map<String, List<Target>> prefixLists(List<Closed> closed) {
        Map<String, List<Target>> lists = new TreeMap<>();
        lists.put(LAMBDA, List.of(gateway()));
        lists.put(
                KUBERNETES,
                closed.stream()
                        .filter(c -> c.what() == What.API_SERVER)
                        .map(c -> new Target(c.cidr(), null, Map.of(), List.of()))
                        .toList());
        config.prefixLists().map(PrefixLists::parse).ifPresent(lists::putAll);
        return lists;
    }
}
