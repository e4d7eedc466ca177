package dev.davit.operator;

import static org.awaitility.Awaitility.await;

import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.testkit.api.FaultyApi;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Reconcilers run by the operator SDK against the API server of a test, with every write they make on record. */
public final class RunningOperator implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(250);

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Activity activity = new Activity();
    /** Its way to the API server, or null when that has no faults. */
    private final FaultyApi way;

    private final KubernetesClient client;
    private final Operator operator;

    /** Settings as the chart gives them. */
    public record Config(String namespace) implements OperatorConfig {
        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> podName() {
            return Optional.of("davit-operator-0");
        }

        @Override
        public String gatewayService() {
            return "davit-gateway";
        }

        @Override
        public String runtimeKeySecret() {
            return "davit-runtime-key";
        }

        @Override
        public Optional<String> natsKeySecret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> runtimes() {
            return Optional.empty();
        }

        @Override
        public int idleTimeoutSeconds() {
            return 600;
        }

        @Override
        public int concurrentExecutions() {
            return 1000;
        }

        @Override
        public String functionUrlDomain() {
            return "davit.local";
        }

        @Override
        public String functionUrlScheme() {
            return "http";
        }

        @Override
        public Optional<String> capacityProviders() {
            return Optional.of("{\"gvisor\":{\"runtimeClassName\":\"gvisor\"}}");
        }

        @Override
        public boolean taskUserNamespaces() {
            return false;
        }

        @Override
        public OptionalInt functionUrlPort() {
            return OptionalInt.of(9000);
        }
    }

    private final class Record implements Interceptor {
        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            activity.happened();
            if (!"GET".equals(request.method())) {
                writes.add(request.method() + " " + request.uri().getPath());
            }
        }
    }

    /** What tells that the operator does nothing: no pass is under way, and no event or request came for a while. */
    private static final class Activity implements Metrics {
        private final AtomicInteger passes = new AtomicInteger();
        private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        private volatile long last = System.nanoTime();

        void happened() {
            last = System.nanoTime();
        }

        boolean isQuiet() {
            return passes.get() == 0 && System.nanoTime() - last > QUIET.toNanos();
        }

        @Override
        public void eventReceived(Event event, Map<String, Object> metadata) {
            happened();
        }

        @Override
        public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
            passes.incrementAndGet();
            long began = System.nanoTime();
            try {
                return execution.execute();
            } finally {
                nanos.add(System.nanoTime() - began);
                happened();
                passes.decrementAndGet();
            }
        }
    }

    private RunningOperator(
            io.fabric8.kubernetes.client.Config connection, FaultyApi way, String namespace, Reconcilers made) {
        this.way = way;
        client = new KubernetesClientBuilder()
                .withConfig(connection)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("record", new Record()))
                .build();
        operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(activity));
        made.with(client).forEach(each -> register(each, namespace));
        operator.start();
    }

    private <R extends HasMetadata> void register(Reconciler<R> reconciler, String namespace) {
        operator.register(reconciler, settings -> {
            if (namespace != null) {
                settings.settingNamespace(namespace);
            }
        });
    }

    /** Makes reconcilers with the client that they are to use. */
    public interface Reconcilers {
        List<Reconciler<?>> with(KubernetesClient client);
    }

    /** Starts reconcilers with a client whose writes are recorded. */
    public static RunningOperator start(KubernetesClient administrator, Reconcilers made) {
        return new RunningOperator(administrator.getConfiguration(), null, null, made);
    }

    /** Starts reconcilers for one namespace, on a way to the API server that has faults. */
    public static RunningOperator start(FaultyApi api, String namespace, Reconcilers made) {
        return new RunningOperator(api.config(), api, namespace, made);
    }

    public static EventWriter events(KubernetesClient client) {
        return new EventWriter(client, Clock.systemUTC(), "davit-operator-0");
    }

    /** The writes so far, as method and path. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** How long each pass so far took. */
    public List<Duration> passes() {
        return activity.nanos.stream().map(Duration::ofNanos).toList();
    }

    /** Waits until it has done nothing for a while, or was cut off. */
    public void settle() {
        settle(Duration.ofSeconds(20));
    }

    /** The same with more patience. */
    public void settle(Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        way == null ? activity.isQuiet() : way.isCut() || activity.isQuiet() && way.isQuiet(QUIET));
    }

    /** What tells whether an object was written: its uid and version. */
    public static String version(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName() + "@"
                + object.getMetadata().getResourceVersion();
    }

    @Override
    public void close() {
        operator.stop();
        client.close();
    }
}
