package dev.davit.gateway.testbed;

import dev.davit.gateway.app.MicrometerMeter;
import dev.davit.gateway.auth.AccessKey;
import dev.davit.gateway.auth.RbacAuthorizer;
import dev.davit.gateway.auth.RequestAuthenticator;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.FaultListener;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.Tracer;
import dev.davit.gateway.otlp.OtlpSettings;
import dev.davit.gateway.otlp.OtlpTracer;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What a warm invocation costs the gateway: signed requests in a closed loop, metrics on, one fake runtime a client, all over loopback
 * in this process. CPU is that of the gateway's event loop alone, and of the thread that sends traces. Run:
 * {@code java … GatewayBench [seconds] [bytes] [share of calls that are traced, to a collector in this process; else no tracing]}.
 */
public final class GatewayBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private GatewayBench() {}

    public static void main(String[] args) throws InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 1024;
        try (OtlpReceiver collector = OtlpReceiver.forgetful();
                OtlpTracer tracer = args.length > 2 ? tracer(collector, Double.parseDouble(args[2])) : null;
                Testbed testbed = signed(tracer == null ? Tracer.NONE : tracer)) {
            RevisionEntry hello = testbed.imageFunction("hello", 3);
            byte[] request = request("{\"pad\":\"" + "x".repeat(bytes) + "\"}");
            for (int i = 0; i < 16; i++) {
                testbed.environment(
                        hello.poolKey(), "hello-" + i, event -> FakeRuntime.Reply.response("{\"hello\":\"world\"}"));
            }
            run(testbed, request, 4, 3 * seconds, false);
            for (int clients : new int[] {1, 4, 16}) {
                run(testbed, request, clients, seconds, true);
            }
        }
    }

    private static OtlpTracer tracer(OtlpReceiver collector, double share) {
        return new OtlpTracer(
                new OtlpSettings(collector.endpoint(), Map.of(), share, true, Map.of("service.name", "bench")),
                Clock.system());
    }

    private static Testbed signed(Tracer tracer) {
        AccessKey key = new AccessKey("AKIDBENCH", "secret", Testbed.NAMESPACE, "shop");
        return Testbed.start(
                new RequestAuthenticator(
                        Testbed.REGION,
                        id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty(),
                        token -> CompletableFuture.completedFuture(Optional.empty()),
                        Clock.system()),
                new RbacAuthorizer((user, access) -> CompletableFuture.completedFuture(true), Clock.system()),
                new MicrometerMeter(registry()),
                new Observers(tracer, FaultListener.NONE));
    }

    /** The registry that Quarkus brings. */
    @SuppressWarnings("deprecation")
    private static MeterRegistry registry() {
        return new io.micrometer.prometheus.PrometheusMeterRegistry(io.micrometer.prometheus.PrometheusConfig.DEFAULT);
    }

    private static byte[] request(String body) {
        byte[] payload = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String path = "/2015-03-31/functions/hello/invocations";
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create("AKIDBENCH", "secret"))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("http://localhost:9000"))
                                .encodedPath(path)
                                .putHeader("Content-Type", "application/json")
                                .putHeader("User-Agent", "Boto3/1.42 md/Botocore#1.42 ua/2.1 os/linux lang/python#3.11")
                                .build())
                        .payload(() -> new java.io.ByteArrayInputStream(payload))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, Testbed.REGION))
                .request();
        Map<String, String> headers = new LinkedHashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return PlainHttp.request("POST", path, headers, payload);
    }

    private static void run(Testbed testbed, byte[] request, int clients, int seconds, boolean report)
            throws InterruptedException {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long[][] latencies = new long[clients][];
        CountDownLatch done = new CountDownLatch(clients);
        long cpuBefore = cpu("vert.x-eventloop-thread");
        long sendingBefore = cpu("BatchSpanProcessor");
        long start = System.nanoTime();
        for (int c = 0; c < clients; c++) {
            int client = c;
            Thread.ofPlatform().start(() -> {
                latencies[client] = loop(testbed.invokePort(), request, until);
                done.countDown();
            });
        }
        done.await();
        double took = (System.nanoTime() - start) / 1e9;
        long cpu = cpu("vert.x-eventloop-thread") - cpuBefore;
        long sending = cpu("BatchSpanProcessor") - sendingBefore;
        long[] all =
                Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        if (report) {
            System.out.printf(
                    "c=%-3d %7.0f invocations/s  p50 %6.3f ms  p99 %7.3f ms  gateway CPU %5.1f us/invocation"
                            + " + %4.1f to send traces (%d)%n",
                    clients,
                    all.length / took,
                    all[all.length / 2] / 1e6,
                    all[(int) (all.length * 0.99)] / 1e6,
                    cpu / 1e3 / all.length,
                    sending / 1e3 / all.length,
                    all.length);
        }
    }

    private static long[] loop(int port, byte[] request, long until) {
        long[] latencies = new long[1 << 16];
        int count = 0;
        try (PlainHttp http = PlainHttp.to(port)) {
            for (long now = System.nanoTime(); now < until; ) {
                PlainHttp.Answer answer = http.send(request);
                if (answer.status() != 200) {
                    throw new IllegalStateException(answer.status() + " " + answer.text());
                }
                long after = System.nanoTime();
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = after - now;
                now = after;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static long cpu(String thread) {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            var info = THREADS.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith(thread)) {
                sum += THREADS.getThreadCpuTime(id);
            }
        }
        return sum;
    }
}
