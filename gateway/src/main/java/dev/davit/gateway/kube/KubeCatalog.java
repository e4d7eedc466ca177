package dev.davit.gateway.kube;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.balance.BalanceFeed;
import dev.davit.gateway.balance.EndpointsEntry;
import dev.davit.gateway.balance.ListenerEntry;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.RuleEntry;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.CatalogSource;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.catalog.VersionEntry;
import dev.davit.gateway.peer.Members;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Watches the cluster and feeds the catalog; synced when every kind has been passed on once, the Secrets included. */
final class KubeCatalog implements CatalogSource {

    private final KubernetesClient client;
    private final KubeSecrets secrets;
    private final PoolUids uids;
    private final CoalescedPoolWrites writes;
    private final List<Watched> watched = new ArrayList<>();

    KubeCatalog(KubernetesClient client, KubeSecrets secrets, PoolUids uids, CoalescedPoolWrites writes) {
        this.client = client;
        this.secrets = secrets;
        this.uids = uids;
        this.writes = writes;
    }

    @Override
    public void start(CatalogFeed feed) {
        watchLambda(feed);
        watchPools(feed);
        watchSecrets();
        CompletableFuture.allOf(watched.stream().map(Watched::start).toArray(CompletableFuture[]::new))
                .thenRun(feed::synced);
    }

    @Override
    public void stop() {
        watched.forEach(Watched::stop);
    }

    /** Watches the slices of that Service too. */
    void watchPeers(String service, Consumer<Members> members) {
        watched.add(Watched.of(
                client.discovery()
                        .v1()
                        .endpointSlices()
                        .inNamespace(secrets.namespace())
                        .withLabel(PeerSlices.SERVICE, service),
                new FeedingStore.Feed<>(
                        EndpointSlice::new, PeerSlices.Slice::of, PeerSlices.Slice::name, new PeerSlices(members))));
    }

    /** Watches what is balanced, too. */
    void watchBalance(BalanceFeed feed) {
        watched.add(Watched.of(
                client.resources(LoadBalancer.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        LoadBalancer::new,
                        ElbEntries::loadBalancer,
                        LoadBalancerEntry::key,
                        KubeCatalog.<LoadBalancerEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(Listener.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        Listener::new,
                        ElbEntries::listener,
                        ListenerEntry::key,
                        KubeCatalog.<ListenerEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(Rule.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        Rule::new,
                        ElbEntries::rule,
                        RuleEntry::key,
                        KubeCatalog.<RuleEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(TargetGroup.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        TargetGroup::new,
                        ElbEntries::targetGroup,
                        TargetGroupEntry::key,
                        KubeCatalog.<TargetGroupEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.discovery().v1().endpointSlices().inAnyNamespace().withLabel(Labels.TARGET_GROUP),
                new FeedingStore.Feed<>(
                        EndpointSlice::new,
                        ElbEntries::endpoints,
                        EndpointsEntry::key,
                        KubeCatalog.<EndpointsEntry>sink(feed::put, feed::remove))));
    }

    private void watchLambda(CatalogFeed feed) {
        watched.add(Watched.of(
                client.resources(Function.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        Function::new, LambdaEntries::function, FunctionEntry::key, sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(Version.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        Version::new,
                        LambdaEntries::version,
                        v -> List.of(v.function(), v.version()),
                        KubeCatalog.<VersionEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(Alias.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        Alias::new,
                        LambdaEntries::alias,
                        a -> List.of(a.function(), a.name()),
                        KubeCatalog.<AliasEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(FunctionURLConfig.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        FunctionURLConfig::new,
                        UrlEntries::of,
                        UrlEntry::id,
                        KubeCatalog.<UrlEntry>sink(feed::put, feed::remove))));
        watched.add(Watched.of(
                client.resources(FunctionRevision.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        FunctionRevision::new,
                        LambdaEntries::revision,
                        RevisionEntry::key,
                        sink(feed::put, feed::remove))));
    }

    private void watchPools(CatalogFeed feed) {
        watched.add(Watched.of(
                client.resources(EnvironmentPool.class).inAnyNamespace(),
                new FeedingStore.Feed<>(
                        EnvironmentPool::new,
                        PoolSink.Seen::of,
                        PoolSink.Seen::identity,
                        new PoolSink(uids, writes, feed))));
        watched.add(Watched.of(
                client.pods().inAnyNamespace().withLabel(Labels.COMPONENT, Labels.ENVIRONMENT),
                new FeedingStore.Feed<>(
                        Pod::new, PodEntries::of, p -> List.of(p.poolKey(), p.name()), sink(feed::put, feed::remove))));
    }

    private void watchSecrets() {
        watched.add(Watched.of(
                client.secrets().inNamespace(secrets.namespace()).withLabel(AccessKeySecrets.LABEL, "true"),
                new FeedingStore.Feed<>(
                        Secret::new,
                        AccessKeySecrets::entry,
                        AccessKeySecrets.Entry::secret,
                        AccessKeySecrets.sink(secrets.accessKeys()))));
        watched.add(Watched.of(
                client.secrets().inNamespace(secrets.namespace()).withName(secrets.runtimeKeySecret()),
                new FeedingStore.Feed<>(
                        Secret::new,
                        RuntimeKeySecret.Key::of,
                        key -> secrets.runtimeKeySecret(),
                        secrets.runtimeKey().sink())));
        QueueSecret queue = secrets.queue();
        if (queue != null) {
            watched.add(Watched.of(
                    client.secrets().inNamespace(secrets.namespace()).withName(queue.name()),
                    new FeedingStore.Feed<>(
                            Secret::new, QueueSecret.Entries::of, entries -> queue.name(), queue.sink())));
        }
    }

    private static <E> FeedingStore.Sink<E> sink(Consumer<E> put, Consumer<E> remove) {
        return new FeedingStore.Sink<>() {
            @Override
            public void put(E entry) {
                put.accept(entry);
            }

            @Override
            public void remove(E entry) {
                remove.accept(entry);
            }
        };
    }
}
