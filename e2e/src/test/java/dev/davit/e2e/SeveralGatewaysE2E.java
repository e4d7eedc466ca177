package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.SdkException;

/** Gateways are added, replaced and taken away while functions are called. */
@OnDavit
@Isolated
class SeveralGatewaysE2E {

    private static final Duration SOON = Duration.ofMinutes(6);
    private static final int CALLERS = 4;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void scalingAndARollingRestartUnderLoadLoseNoCall(Davit davit) throws Exception {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accounts.add(davit.newAccount("gateways-" + i));
        }
        List<Thread> callers = new ArrayList<>();
        try {
            for (Account account : accounts) {
                account.apply(Manifests.pythonFunction("echo", "def handler(event, context):\n    return event"));
                account.await(Function.class, "echo", SOON, Stories::isReady);
            }
            for (int i = 0; i < CALLERS; i++) {
                Account account = accounts.get(i % accounts.size());
                int number = i;
                callers.add(Thread.ofVirtual().start(() -> call(account, number)));
            }
            more(200);
            scale(davit, 3);
            more(500);
            gateways(davit).rolling().restart();
            settled(davit, 3);
            more(500);
            scale(davit, 2);
            more(300);
            scale(davit, 1);
            more(300);
        } finally {
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            scale(davit, 1);
            accounts.forEach(Account::close);
        }
        assertThat(wrong).isEmpty();
    }

    private void call(Account account, int caller) {
        for (int n = 0; !over.get(); n++) {
            String event = "\"" + caller + " " + n + "\"";
            try {
                var answer = account.invoke("echo", event);
                if (answer.functionError() != null
                        || !answer.payload().asUtf8String().equals(event)) {
                    wrong.add(event + ": " + answer.payload().asUtf8String());
                }
            } catch (SdkException e) {
                wrong.add(event + ": " + e);
            }
            answered.incrementAndGet();
        }
    }

    private void more(int calls) {
        int target = answered.get() + calls;
        Awaitility.await("calls go on").atMost(SOON).until(() -> answered.get() >= target);
    }

    private static RollableScalableResource<Deployment> gateways(Davit davit) {
        return davit.client().apps().deployments().inNamespace(Davit.NAMESPACE).withName("davit-gateway");
    }

    private static void scale(Davit davit, int replicas) {
        gateways(davit).scale(replicas);
        settled(davit, replicas);
    }

    /** As many as wanted are ready, all of the newest kind, and none of the others is left. */
    private static void settled(Davit davit, int replicas) {
        Awaitility.await("%d gateways".formatted(replicas)).atMost(SOON).until(() -> {
            var deployment = gateways(davit).get();
            var status = deployment.getStatus();
            return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                    && Integer.valueOf(replicas).equals(status.getUpdatedReplicas())
                    && Integer.valueOf(replicas).equals(status.getReadyReplicas())
                    && davit.client()
                                    .pods()
                                    .inNamespace(Davit.NAMESPACE)
                                    .withLabel("app.kubernetes.io/component", "gateway")
                                    .list()
                                    .getItems()
                                    .size()
                            == replicas;
        });
    }
}
