package dev.davit.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What operator and gateway need more for a thousand Functions that nobody calls: {@code BENCH=IdleFunctionsBench make bench};
 * {@code -Dbench.functions=1000}. Resident memory holds garbage, too, so this is an upper bound.
 */
@OnDavit
@Isolated
class IdleFunctionsBench {

    private static final int FUNCTIONS = Integer.getInteger("bench.functions", 1_000);
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int LOOKS = 12;

    @Test
    void figures(Account account) {
        account.apply(function(0));
        awaitReady(account, 1);
        account.invoke("idle-0", "{}");
        Map<String, Double> before = steady(account);
        long began = System.nanoTime();
        IntStream.range(1, FUNCTIONS + 1).parallel().forEach(i -> account.apply(function(i)));
        awaitReady(account, FUNCTIONS + 1);
        double took = (System.nanoTime() - began) / 1e9;
        Map<String, Double> after = steady(account);
        assertThat(account.invoke("idle-" + FUNCTIONS, "7").payload().asUtf8String())
                .isEqualTo("7");

        var report = new Report("idle-functions");
        report.figure("Functions", FUNCTIONS, "");
        report.figure("until all were Ready", took, "s");
        report.figure("RSS before, MiB", before.toString(), "");
        report.figure("RSS after, MiB", after.toString(), "");
        double all = 0;
        for (String program : new String[] {"operator", "gateway"}) {
            double each = (after.get(program) - before.get(program)) * 1024 / FUNCTIONS;
            all += each;
            report.figure(program + " for each", each, "KiB");
        }
        report.figure("together for each (goal 50)", all, "KiB");
        report.write();
    }

    /**
     * The least of what the kubelet, which looks every ten seconds or so, has seen: once it has seen the same three times, or for
     * three minutes. Garbage only adds to what lives, and comes and goes.
     */
    private static Map<String, Double> steady(Account account) {
        List<Map<String, Double>> seen = new ArrayList<>();
        Awaitility.await("memory of operator and gateway")
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(15))
                .until(() -> {
                    seen.add(Memory.resident(account.client()));
                    return seen.size() >= LOOKS
                            || isSame(seen.reversed().stream().limit(3).toList());
                });
        return seen.stream()
                .min(Comparator.comparingDouble(IdleFunctionsBench::sum))
                .orElseThrow();
    }

    private static boolean isSame(List<Map<String, Double>> last) {
        DoubleSummaryStatistics sums =
                last.stream().mapToDouble(IdleFunctionsBench::sum).summaryStatistics();
        return sums.getCount() == 3 && sums.getMax() - sums.getMin() < 2;
    }

    private static double sum(Map<String, Double> resident) {
        return resident.get("operator") + resident.get("gateway");
    }

    private static void awaitReady(Account account, int many) {
        Awaitility.await(many + " Functions to be Ready")
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () ->
                                account
                                        .client()
                                        .resources(Function.class)
                                        .inNamespace(account.namespace())
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(IdleFunctionsBench::isReady)
                                        .count(),
                        ready -> ready == many);
    }

    private static boolean isReady(Function function) {
        return function.getStatus() != null
                && function.getStatus().conditions != null
                && function.getStatus().conditions.stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /** Different code each, as tenants' functions have, about as much as a small handler is. */
    private static String function(int number) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: idle-%1$d}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  environment: {variables: {STAGE: test, NUMBER: "%1$d"}}
                  code:
                    inline:
                      app.py: |
                        # function number %1$d
                        def handler(event, context):
                            return event
                """.formatted(number);
    }
}
