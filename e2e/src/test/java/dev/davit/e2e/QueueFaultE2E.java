package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Two hundred calls while the gateway is killed, and events while their queue goes down: what was accepted ends, once. */
@OnDavit
@Isolated
class QueueFaultE2E {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int EACH = 100;

    private final Collection<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    private static void function(Account account, String name, int reserved, String body) {
        account.apply(Manifests.pythonFunction(name, body)
                .replace(
                        "  timeout: 10", """
                          timeout: 10
                          reservedConcurrentExecutions: %d
                          functionEventInvokeConfig:
                            destinationConfig:
                              onSuccess: {destination: "nats:%2$s"}
                              onFailure: {destination: "nats:%2$s"}\
                        """.formatted(reserved, name).indent(0).stripTrailing()));
        account.await(Function.class, name, SOON, Stories::isReady);
    }

    @Test
    void aGatewayThatIsKilledUnderTwoHundredCallsLosesNone(Davit davit, Account account) throws Exception {
        function(
                account,
                "busy",
                12,
                "import time\ndef handler(event, context):\n    time.sleep(0.2)\n    return event");
        List<Callable<Void>> calls = IntStream.range(0, 8)
                .<Callable<Void>>mapToObj(worker -> () -> {
                    for (int i = worker; i < EACH; i += 8) {
                        untilAnswered(account, i);
                        untilAccepted(account, "busy", i);
                    }
                    return null;
                })
                .toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> done = calls.stream().map(callers::submit).toList();
            Awaitility.await("calls under way").atMost(SOON).until(() -> answered.get() >= 20);
            Stories.killGateways(davit);
            for (Future<Void> each : done) {
                each.get();
            }
        }
        assertThat(answered.get()).isEqualTo(EACH);
        assertThat(accepted).hasSize(EACH);
        assertThat(broken.get()).as("calls that noticed").isPositive();
        Map<String, List<String>> ends = awaitEnds(account, "busy");
        int duplicates =
                ends.values().stream().mapToInt(each -> each.size() - 1).sum();
        System.out.printf(
                "gateway killed: %d answered, %d events ended; %d attempts throttled, %d broken; %d records twice%n",
                answered.get(), accepted.size(), throttled.get(), broken.get(), duplicates);
        assertThat(duplicates).isLessThanOrEqualTo(12);
    }

    @Test
    void aQueueThatGoesDownSaysSoAndForgetsNoEventThatItTook(Davit davit, Account account) throws Exception {
        function(account, "patient", 4, "def handler(event, context):\n    return event");
        AtomicInteger refused = new AtomicInteger();
        for (int fall = 1; fall <= 2; fall++) {
            int before = restarts(davit);
            endTheQueue(davit);
            int atFall = accepted.size();
            Awaitility.await("the queue to be back, and forty more events in it")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        if (!isAccepted(account, "patient", accepted.size())) {
                            refused.incrementAndGet();
                        }
                        return restarts(davit) > before && accepted.size() >= atFall + 40;
                    });
        }
        assertThat(refused.get())
                .as("events that were refused while there was no queue")
                .isPositive();
        awaitEnds(account, "patient");
        System.out.printf("queue down twice: %d accepted, all ended; %d refused%n", accepted.size(), refused.get());
    }

    /** Ends the server's process; its container starts again in the same pod, with the same files. */
    private static void endTheQueue(Davit davit) {
        var nothing = OutputStream.nullOutputStream();
        davit.client()
                .pods()
                .inNamespace(Davit.NAMESPACE)
                .withName(EventRecords.POD)
                .inContainer("nats")
                .writingOutput(nothing)
                .writingError(nothing)
                .exec("nats-server", "--signal", "quit=1")
                .exitCode()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(gone -> 0) // its server may have ended before it could say so
                .join();
    }

    private void untilAnswered(Account account, int number) {
        String event = String.valueOf(number);
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    try {
                        var answer = account.invoke("busy", event);
                        return answer.functionError() == null
                                && answer.payload().asUtf8String().equals(event);
                    } catch (SdkException e) {
                        count(e);
                        return false;
                    }
                });
        answered.incrementAndGet();
    }

    private void untilAccepted(Account account, String function, int number) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(() -> isAccepted(account, function, number));
    }

    /** Whether the event was taken; if not, its sender was told to try again, and soon enough. */
    private boolean isAccepted(Account account, String function, int number) {
        try {
            var answer = account.lambda().invoke(r -> r.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(String.valueOf(number))));
            assertThat(answer.statusCode()).isEqualTo(202);
            accepted.add(answer.responseMetadata().requestId());
            return true;
        } catch (SdkException e) {
            count(e);
            return false;
        }
    }

    /** Counts what AWS's SDKs try again: throttles, the server's own errors, and connections that broke; nothing else may be. */
    private void count(SdkException e) {
        int status = e instanceof LambdaException told ? told.statusCode() : 0;
        assertThat(status == 429 || status >= 500 || e.getCause() instanceof IOException)
                .as(e.toString())
                .isTrue();
        (status == 429 ? throttled : broken).incrementAndGet();
    }

    /** Every accepted event has ended, and all that was said of one says the same. */
    private Map<String, List<String>> awaitEnds(Account account, String function) throws Exception {
        Set<String> ids = Set.copyOf(accepted);
        Map<String, List<String>> ends = Awaitility.await("an end for each of " + ids.size() + " events")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> EventRecords.byRequest(account, function), found -> found.keySet()
                        .containsAll(ids));
        assertThat(ends.values()).allSatisfy(each -> assertThat(each).containsOnly("Success"));
        return ends.entrySet().stream()
                .filter(each -> ids.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int restarts(Davit davit) {
        return davit.client()
                .pods()
                .inNamespace(Davit.NAMESPACE)
                .withName(EventRecords.POD)
                .get()
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getRestartCount();
    }
}
