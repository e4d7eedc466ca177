package dev.davit.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Warm invocations of one Node.js function at 1, 4 and 16 at once: latency, rate and the gateway's CPU time for each, with
 * signatures checked and metrics on. The floor is an HTTP echo on the loopback interface, by the same client in the same
 * run. Client, gateway and runtimes share the machine. {@code make bench}.
 */
@OnDavit
@Isolated
class WarmBench {

    private static final Duration BLOCK = Duration.ofSeconds(Integer.getInteger("bench.block", 5));
    private static final int BLOCKS = Integer.getInteger("bench.blocks", 3);
    private static final int FEWEST_STRETCHES = 3;
    private static final int MOST_STRETCHES = 10;
    private static final String EVENT = "{\"name\":\"bench\"}";

    private record Load(Samples samples, double seconds, int calls) {
        double rate() {
            return calls / seconds;
        }
    }

    @Test
    void figures(Account account) throws Exception {
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: warm}
                spec:
                  runtime: nodejs22.x
                  handler: index.handler
                  code:
                    inline: {index.mjs: "export const handler = async event => event"}
                """);
        account.await(
                Function.class,
                "warm",
                Duration.ofMinutes(2),
                f -> f.getStatus() != null && "Active".equals(f.getStatus().state));
        var report = new Report("warm");
        var gateway = account.davit().cluster().invokeEndpoint();
        byte[] invoke = Signed.invoke(account, "warm", EVENT);
        try (var echo = new Echo()) {
            warmUp(account, gateway, invoke);
            for (int concurrency : new int[] {1, 4, 16}) {
                load(gateway, invoke, concurrency, Duration.ofSeconds(1));
                measure(account, report, concurrency, gateway, invoke, echo);
            }
        }
        report.figure("memory", Memory.of(account.client()), "");
        report.write();
    }

    /** Environments start and code is compiled, until a call costs the gateway hardly less than in the stretch before. */
    private static void warmUp(Account account, URI gateway, byte[] invoke) throws Exception {
        double least = Double.MAX_VALUE;
        for (int stretch = 1; stretch <= MOST_STRETCHES; stretch++) {
            double cpu = GatewayCpu.seconds(account.client());
            int calls = load(gateway, invoke, 16, BLOCK).calls();
            double cost = (GatewayCpu.seconds(account.client()) - cpu) / calls;
            if (stretch >= FEWEST_STRETCHES && cost > 0.97 * least) {
                return;
            }
            least = Math.min(least, cost);
        }
    }

    private static void measure(Account account, Report report, int concurrency, URI gateway, byte[] invoke, Echo echo)
            throws Exception {
        var floor = new Samples();
        var all = new Samples();
        double seconds = 0;
        int calls = 0;
        double cpu = GatewayCpu.seconds(account.client());
        for (int block = 0; block < BLOCKS; block++) {
            var direct = load(echo.address(), echo.request(), concurrency, BLOCK.dividedBy(5));
            floor.addAll(direct.samples());
            var load = load(gateway, invoke, concurrency, BLOCK);
            all.addAll(load.samples());
            seconds += load.seconds();
            calls += load.calls();
        }
        double used = GatewayCpu.seconds(account.client()) - cpu;
        report.samples("loopback echo, c=" + concurrency, floor, null);
        report.samples("warm invoke, c=" + concurrency, all, floor.p50());
        report.figure("rate, c=" + concurrency, calls / seconds, "invocations/s");
        report.figure("gateway CPU, c=" + concurrency, used / calls * 1e6, "us/invocation");
    }

    private static Load load(URI endpoint, byte[] request, int concurrency, Duration time)
            throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long until = began + time.toNanos();
        List<Callable<Samples>> clients = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            clients.add(() -> callUntil(endpoint, request, until));
        }
        var samples = new Samples();
        try (var threads = Executors.newFixedThreadPool(concurrency)) {
            for (Future<Samples> done : threads.invokeAll(clients)) {
                samples.addAll(done.get());
            }
        }
        return new Load(samples, (System.nanoTime() - began) / 1e9, samples.size());
    }

    private static Samples callUntil(URI endpoint, byte[] request, long until) throws IOException {
        var samples = new Samples();
        try (var client = new RawClient(endpoint, request)) {
            while (System.nanoTime() < until) {
                long began = System.nanoTime();
                assertThat(client.call()).isEqualTo(200);
                samples.add(System.nanoTime() - began);
            }
        }
        return samples;
    }

    /** The floor: a server that answers what it was sent. */
    private static final class Echo implements AutoCloseable {

        private final HttpServer server;

        Echo() throws IOException {
            System.setProperty("sun.net.httpserver.nodelay", "true"); // else its delays would be the floor
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        byte[] request() {
            return RawClient.post("/", Map.of("Host", List.of("echo")), EVENT);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
