package dev.davit.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many calls at once to functions that have no environment: to one function, and to as many functions as there are calls.
 * No environment is taken away while others start, as no raw pod is.
 * Floors of the same run: one cold start of the same image, and as many raw pods at once. {@code make bench}.
 */
@OnDavit
@Isolated
class BurstBench {

    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String IMAGE = "registry.davit.dev/example-python-image:0.1.0-dev";

    private Account account;

    @Test
    void figures(Account given) throws Exception {
        account = given;
        var report = new Report("burst");
        var single = new Samples();
        for (int round = 0; round < 5; round++) {
            single.add(burst("one-" + round, 1, i -> "cold"));
        }
        report.samples("one call, cold image", single, null);
        for (int many : new int[] {20, 50}) {
            var last = new Samples();
            for (int round = 0; round < ROUNDS; round++) {
                last.add(burst("many-" + many + "-" + round, many, i -> "cold"));
            }
            report.samples(many + " calls at once, one cold image", last, single.p50());
            report.figure(
                    "environments made for them",
                    account.pods("lambda.davit.dev/function", "cold").size(),
                    "");
        }
        for (int many : new int[] {20, 50}) {
            var raw = new Samples();
            var last = new Samples();
            for (int round = 0; round < (many > 20 ? 1 : ROUNDS); round++) {
                raw.add(rawPods(many));
                last.add(distinct(many));
            }
            report.samples(many + " raw pods at once", raw, null);
            report.samples(many + " cold functions at once", last, raw.p50());
        }
        report.write();
    }

    /** Makes the image function have no environment, calls it so often at once, and answers when the last answer came. */
    private long burst(String what, int many, IntFunction<String> function) throws Exception {
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: cold}
                spec:
                  memorySize: 128
                  timeout: 60
                  idleTimeoutSeconds: 1
                  code: {imageURI: "%s"}
                """.formatted(IMAGE));
        ready("cold");
        Awaitility.await(what).atMost(LIMIT).until(() -> account.pods("lambda.davit.dev/function", "cold")
                .isEmpty());
        return atOnce(many, function);
    }

    private long distinct(int many) throws Exception {
        for (int i = 0; i < many; i++) {
            account.apply("""
                    apiVersion: lambda.davit.dev/v1alpha1
                    kind: Function
                    metadata: {name: distinct-%d-%d}
                    spec:
                      runtime: python3.11
                      handler: app.handler
                      timeout: 60
                      code:
                        inline: {app.py: "def handler(event, context): return %d"}
                    """.formatted(many, i, i));
        }
        for (int i = 0; i < many; i++) {
            ready("distinct-" + many + "-" + i);
        }
        long took = atOnce(many, i -> "distinct-" + many + "-" + i);
        account.client()
                .resources(Function.class)
                .inNamespace(account.namespace())
                .delete();
        Awaitility.await("environments gone").atMost(LIMIT).until(this::noneHasAFunction);
        return took;
    }

    private boolean noneHasAFunction() {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withLabel("lambda.davit.dev/function")
                .list()
                .getItems()
                .isEmpty();
    }

    private long atOnce(int many, IntFunction<String> function) throws Exception {
        var gateway = account.davit().cluster().invokeEndpoint();
        List<Callable<Long>> calls = IntStream.range(0, many)
                .mapToObj(i -> Signed.invoke(account, function.apply(i), "{}"))
                .<Callable<Long>>map(request -> () -> {
                    try (var client = new RawClient(gateway, request)) {
                        assertThat(client.call()).isEqualTo(200);
                        return System.nanoTime();
                    }
                })
                .toList();
        long began = System.nanoTime();
        long last = began;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> call : threads.invokeAll(calls)) {
                last = Math.max(last, call.get());
            }
        }
        return last - began;
    }

    /** From the first create to the moment a watch has shown all running; they are gone again before anything else is measured. */
    private long rawPods(int many) throws InterruptedException {
        var pods = account.client().pods().inNamespace(account.namespace()).withLabel("bench", "raw");
        Set<String> running = new HashSet<>();
        long took = FirstSight.of(
                pods,
                () -> IntStream.range(0, many)
                        .parallel()
                        .mapToObj(i -> RawPods.sleeping(account.namespace(), "raw-" + many + "-" + i, "10m", "64Mi"))
                        .forEach(pod -> account.client().resource(pod).create()),
                pod -> "Running".equals(pod.getStatus().getPhase())
                        && running.add(pod.getMetadata().getName())
                        && running.size() == many);
        pods.delete();
        Awaitility.await("raw pods gone")
                .atMost(LIMIT)
                .until(() -> pods.list().getItems().isEmpty());
        return took;
    }

    private void ready(String function) {
        account.await(
                Function.class, function, LIMIT, f -> f.getStatus() != null && "Active".equals(f.getStatus().state));
    }
}
