package dev.davit.gateway.kube;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.gateway.auth.AccessKeyStore;
import dev.davit.gateway.auth.RbacAuthorizer;
import dev.davit.gateway.auth.RequestAuthenticator;
import dev.davit.gateway.balance.BalanceFeed;
import dev.davit.gateway.catalog.CatalogSource;
import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.catalog.EmbeddedArchives;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.http.control.FunctionDirectory;
import dev.davit.gateway.http.ecs.EcsDirectory;
import dev.davit.gateway.http.invoke.Authenticator;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.peer.Members;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolWrites;
import io.fabric8.kubernetes.client.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The cluster behind the gateway's ports: one client, one set of informers, one writing thread. */
public final class Kube implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String region;
    private final String peersService;
    private final Clock clock;
    private final KubeClient client;
    private final ApiServer api;
    private final KubeSecrets secrets;
    private final WriteThread thread = new WriteThread();
    private final CoalescedPoolWrites writes;
    private final KubeCatalog catalog;

    /**
     * What the gateway must be told of its cluster.
     *
     * @param namespace its own namespace, where access keys and the runtime key are
     * @param runtimeKeySecret the name of the Secret with the runtime key
     * @param queueSecret the name of the Secret with the queue's credentials, or null
     * @param peersService the name of the Service that has all the gateway's replicas, or null
     */
    public record Settings(
            String region, String namespace, String runtimeKeySecret, String queueSecret, String peersService) {

        /** Without a queue, or with one that asks for nothing. */
        public Settings(String region, String namespace, String runtimeKeySecret) {
            this(region, namespace, runtimeKeySecret, null, null);
        }
    }

    private Kube(Settings settings, KubeClient client, MeterRegistry meters, Clock clock) {
        this.region = settings.region;
        this.peersService = settings.peersService;
        this.clock = clock;
        this.client = client;
        this.api = new ApiServer(client.kubernetes(), PATIENCE);
        this.secrets = new KubeSecrets(
                settings.namespace,
                settings.runtimeKeySecret,
                new AccessKeyStore(),
                new RuntimeKeySecret(),
                settings.queueSecret == null ? null : new QueueSecret(settings.queueSecret));
        PoolUids uids = new PoolUids();
        this.writes = new CoalescedPoolWrites(new PoolWriter.Means(
                uids, this::apply, thread, RandomGenerator.getDefault(), new PoolWriteMeter(meters)));
        this.catalog = new KubeCatalog(client.kubernetes(), secrets, uids, writes);
    }

    /** Connects as the environment says (in a pod: its ServiceAccount; else the kubeconfig). Nothing is watched yet. */
    public static Kube connect(Settings settings, MeterRegistry meters, Clock clock) {
        return new Kube(settings, KubeClient.fromEnvironment(), meters, clock);
    }

    /** Connects as told. */
    static Kube connect(Config config, Settings settings, MeterRegistry meters, Clock clock) {
        return new Kube(settings, KubeClient.to(config), meters, clock);
    }

    /** Tells who the gateway's replicas are, from the start of the catalog on; to be called before that. */
    public void members(Consumer<Members> listener) {
        catalog.watchPeers(peersService, listener);
    }

    /** Tells what is balanced, from the start of the catalog on; to be called before that. */
    public void balance(BalanceFeed feed) {
        catalog.watchBalance(feed);
    }

    /** The cluster as a stream of catalog entries; starting it starts the watches of the Secrets too. */
    public CatalogSource catalog() {
        return catalog;
    }

    public PoolWrites poolWrites() {
        return writes;
    }

    public KeySource runtimeKey() {
        return secrets.runtimeKey();
    }

    /** The queue's credentials as they are now: none where none are needed, null while they are not there. */
    public Map<String, byte[]> queueCredentials() {
        return secrets.queue() == null ? Map.of() : secrets.queue().values();
    }

    public CodeLoader codeLoader() {
        return new RevisionCode(api);
    }

    /** What environments wrote. */
    public EnvironmentLogs logs() {
        return new PodLogs(api);
    }

    public EmbeddedArchives embeddedArchives() {
        return new EmbeddedZipFiles(api);
    }

    public Authenticator authenticator() {
        return new RequestAuthenticator(region, secrets.accessKeys(), new TokenReviews(api), clock);
    }

    public Authorizer authorizer() {
        return new RbacAuthorizer(new AccessReviews(api), clock);
    }

    /** Functions and what belongs to them, read when somebody asks. */
    public FunctionDirectory directory() {
        return new KubeFunctionDirectory(api);
    }

    /** Tasks and task definitions, read when somebody asks. */
    public EcsDirectory ecs() {
        return new KubeEcsDirectory(api);
    }

    CompletionStage<Long> apply(PoolKey pool, String uid, PoolDemand demand) {
        return api.apply(PoolDocument.path(pool), PoolDocument.of(pool, uid, demand), EnvironmentPool.class)
                .thenApply(Versions::of);
    }

    /** Stops to watch, writes what waits (for two seconds at most) and disconnects. */
    @Override
    public void close() {
        catalog.stop();
        thread.drain(writes::hurry, Duration.ofSeconds(2));
        thread.close();
        client.close();
    }
}
