package dev.davit.operator.ec2.cluster;

import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.network.NetworkReader.Manifests;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of every network, in one cache for all reconcilers that look at them. */
@Singleton
public class NetworkObjects {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private SharedIndexInformer<VPC> vpcs;
    private SharedIndexInformer<Subnet> subnets;
    private SharedIndexInformer<SecurityGroup> groups;
    private SharedIndexInformer<VPCPeeringConnection> peerings;
    private SharedIndexInformer<LoadBalancer> loadBalancers;
    private SharedIndexInformer<Listener> balancerListeners;
    private SharedIndexInformer<Pod> pods;

    /**
     * Something that happened to an object.
     *
     * @param before what it was; null when it is new
     * @param after what it is; null when it is gone
     */
    public record Change(HasMetadata before, HasMetadata after) {
        /** The object, as it is or was last. */
        public HasMetadata object() {
            return after == null ? before : after;
        }

        /** The object's namespace. */
        public String namespace() {
            return object().getMetadata().getNamespace();
        }

        /** Whether it came, went, or was told to be something else; its status does not count. */
        public boolean ofSpec() {
            return before == null
                    || after == null
                    || !Objects.equals(
                            before.getMetadata().getGeneration(),
                            after.getMetadata().getGeneration())
                    || !Objects.equals(
                            before.getMetadata().getUid(), after.getMetadata().getUid());
        }

        /** Whether it came or went. */
        public boolean ofPresence() {
            return before == null || after == null;
        }

        /** Whether it is another object or its conditions turned: what workloads wait for. */
        public boolean ofReadiness() {
            return ofSpec() || !turned(before).equals(turned(after));
        }

        /** Whether a listener got another port, its own or of the gateway, or lost it. */
        public boolean ofEntry() {
            return object() instanceof Listener
                    && (ofSpec() || !Objects.equals(entry((Listener) before), entry((Listener) after)));
        }

        private static List<Integer> entry(Listener listener) {
            return listener.getStatus() == null || listener.getStatus().entryPort == null
                    ? List.of()
                    : List.of(listener.getStatus().entryPort, listener.inForce().port);
        }

        /** Whether a pod became a member of something, or stopped being one. */
        public boolean ofMembership() {
            return object() instanceof Pod && !membership(before).equals(membership(after));
        }

        private static List<String> turned(HasMetadata object) {
            List<Condition> conditions = conditions(object);
            return conditions == null
                    ? List.of()
                    : conditions.stream()
                            .map(c -> c.getType() + "=" + c.getStatus())
                            .toList();
        }

        private static List<Condition> conditions(HasMetadata object) {
            if (object instanceof SecurityGroup group) {
                return group.getStatus() == null ? null : group.getStatus().conditions;
            }
            if (object instanceof Subnet subnet) {
                return subnet.getStatus() == null ? null : subnet.getStatus().conditions;
            }
            return object instanceof VPC vpc && vpc.getStatus() != null ? vpc.getStatus().conditions : null;
        }

        private static Map<String, String> membership(HasMetadata pod) {
            return pod == null || !live((Pod) pod)
                    ? Map.of()
                    : pod.getMetadata().getLabels();
        }
    }

    /** The name of the default security group of a VPC. */
    public static String defaultGroup(String vpc) {
        return Names.join(vpc, "default");
    }

    /** A cache that is filled when it is first listened to. */
    public NetworkObjects(KubernetesClient client) {
        this.client = client;
    }

    /** Calls the listener at every change from now on; fills the cache if nobody did before. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
        start();
    }

    private synchronized void start() {
        if (pods != null) {
            return;
        }
        vpcs = Informers.start(client.resources(VPC.class).inAnyNamespace(), this::changed);
        subnets = Informers.start(client.resources(Subnet.class).inAnyNamespace(), this::changed);
        groups = Informers.start(client.resources(SecurityGroup.class).inAnyNamespace(), this::changed);
        peerings = Informers.start(client.resources(VPCPeeringConnection.class).inAnyNamespace(), this::changed);
        loadBalancers = Informers.start(client.resources(LoadBalancer.class).inAnyNamespace(), this::changed);
        balancerListeners = Informers.start(client.resources(Listener.class).inAnyNamespace(), this::changed);
        pods = Informers.start(client.pods().inAnyNamespace().withLabel(Labels.VPC), new PodStore(), this::changed);
    }

    private void changed(HasMetadata before, HasMetadata after) {
        Change change = new Change(before, after);
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Everything of a namespace, with {@code newest} in place of what the cache has of it. */
    public Manifests manifests(HasMetadata newest) {
        String namespace = newest.getMetadata().getNamespace();
        return new Manifests(
                namespace,
                with(newest, VPC.class, of(vpcs, namespace)),
                with(newest, Subnet.class, of(subnets, namespace)),
                with(newest, SecurityGroup.class, of(groups, namespace)),
                with(newest, VPCPeeringConnection.class, of(peerings, namespace)),
                with(newest, LoadBalancer.class, of(loadBalancers, namespace)),
                of(balancerListeners, namespace));
    }

    /** The VPCs of a namespace. */
    public List<VPC> vpcs(String namespace) {
        return of(vpcs, namespace);
    }

    /** The subnets of a namespace. */
    public List<Subnet> subnets(String namespace) {
        return of(subnets, namespace);
    }

    /** The security groups of a namespace. */
    public List<SecurityGroup> groups(String namespace) {
        return of(groups, namespace);
    }

    /** The object of that name. */
    public static <R extends HasMetadata> Optional<R> named(List<R> objects, String name) {
        return objects.stream()
                .filter(o -> o.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** Names of the objects. */
    public static Set<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(o -> o.getMetadata().getName()).collect(Collectors.toSet());
    }

    /** The pods of a namespace that are in a VPC and have not ended. */
    public Stream<Pod> members(String namespace) {
        return of(pods, namespace).stream().filter(NetworkObjects::live);
    }

    private static boolean live(Pod pod) {
        return pod.getStatus().getPhase() == null
                || !ENDED.contains(pod.getStatus().getPhase());
    }

    private static <R extends HasMetadata> List<R> of(SharedIndexInformer<R> informer, String namespace) {
        return informer.getIndexer().byIndex(Informers.NAMESPACE, namespace);
    }

    private static <R extends HasMetadata> List<R> with(HasMetadata newest, Class<R> kind, List<R> cached) {
        return kind.isInstance(newest)
                ? Stream.concat(
                                cached.stream().filter(o -> !o.getMetadata()
                                        .getName()
                                        .equals(newest.getMetadata().getName())),
                                Stream.of(kind.cast(newest)))
                        .toList()
                : cached;
    }
}
