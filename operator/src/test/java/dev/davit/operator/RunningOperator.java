package dev.davit.operator;

import static org.awaitility.Awaitility.await;

import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.EventWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Reconcilers run by the operator SDK against the API server of a test, with every write they make on record. */
public final class RunningOperator implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(700);

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final AtomicLong lastRequest = new AtomicLong(System.nanoTime());
    private final int lastWrite;
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
            lastRequest.set(System.nanoTime());
            if (!"GET".equals(request.method())) {
                if (writes.size() >= lastWrite) {
                    throw new IllegalStateException("the operator is dead");
                }
                writes.add(request.method() + " " + request.uri().getPath());
            }
        }
    }

    private RunningOperator(
            KubernetesClient administrator, Function<KubernetesClient, List<Reconciler<?>>> made, int lastWrite) {
        this.lastWrite = lastWrite;
        client = new KubernetesClientBuilder()
                .withConfig(administrator.getConfiguration())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("record", new Record()))
                .build();
        operator =
                new Operator(settings -> settings.withKubernetesClient(client).withCloseClientOnStop(false));
        made.apply(client).forEach(operator::register);
        operator.start();
    }

    /** Starts the reconcilers that {@code made} makes with the client whose writes are recorded. */
    public static RunningOperator start(
            KubernetesClient administrator, Function<KubernetesClient, List<Reconciler<?>>> made) {
        return new RunningOperator(administrator, made, Integer.MAX_VALUE);
    }

    /** The same for an operator that dies after so many writes: it makes no further one. */
    public static RunningOperator startAndDieAfter(
            int writes, KubernetesClient administrator, Function<KubernetesClient, List<Reconciler<?>>> made) {
        return new RunningOperator(administrator, made, writes);
    }

    public static EventWriter events(KubernetesClient client) {
        return new EventWriter(client, Clock.systemUTC(), "davit-operator-0");
    }

    /** The writes so far, as method and path. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** Waits until no request has been made for a while. */
    public void settle() {
        await().atMost(Duration.ofSeconds(20)).until(() -> System.nanoTime() - lastRequest.get() > QUIET.toNanos());
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
