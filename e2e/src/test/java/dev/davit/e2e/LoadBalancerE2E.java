package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The example of a service behind a load balancer does what its README says, and replacing its tasks loses no request. */
@OnDavit
class LoadBalancerE2E {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 4;

    @Test
    void replacingTasksUnderLoadLosesNoRequest(Account account) throws Exception {
        account.apply(Repository.file("examples/06-service-with-load-balancer"));
        account.await(
                LoadBalancer.class,
                "store",
                SOON,
                found -> found.getStatus() != null
                        && found.getStatus().conditions != null
                        && Stories.is(found.getStatus().conditions, "Ready", "True"));
        account.await(
                TargetGroup.class,
                "store-web",
                SOON,
                found -> found.getStatus() != null && Integer.valueOf(2).equals(found.getStatus().healthyTargets));
        String address = address(account);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(
                            get(http, address + "/").body())
                    .isEqualTo("version 1"));
            assertThat(get(http, address + "/ping").body()).isEqualTo("pong");
            HttpResponse<String> moved = get(http, address + "/old/a?b=1");
            assertThat(moved.statusCode()).isEqualTo(301);
            assertThat(moved.headers().firstValue("Location").orElseThrow()).endsWith("/new/old/a?b=1");

            Load load = new Load(http, address);
            load.begin();
            account.client()
                    .resources(TaskDefinition.class)
                    .inNamespace(account.namespace())
                    .withName("store")
                    .edit(definition -> {
                        definition
                                .getSpec()
                                .containerDefinitions
                                .getFirst()
                                .environment
                                .getFirst()
                                .value = "2";
                        return definition;
                    });
            Awaitility.await("version 2 alone")
                    .atMost(SOON)
                    .until(() -> load.answers.containsKey("200 version 2") && load.isOnly("200 version 2"));
            Awaitility.await().atMost(SOON).until(() -> load.count.get() >= REQUESTS);
            load.end();
            System.out.println("load balancer: " + load.count + " requests while tasks were replaced: " + load.answers);
            assertThat(load.answers.keySet()).containsExactlyInAnyOrder("200 version 1", "200 version 2");
        }
    }

    /** Callers that ask again and again, each as soon as it has its answer. */
    private static final class Load {
        final Map<String, Integer> answers = new ConcurrentHashMap<>();
        final AtomicInteger count = new AtomicInteger();
        private final HttpClient http;
        private final String address;
        private final List<Thread> clients = new ArrayList<>();
        private volatile String last = "";
        private volatile int since;
        private volatile boolean over;

        Load(HttpClient http, String address) {
            this.http = http;
            this.address = address;
        }

        void begin() {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofVirtual().start(this::call));
            }
        }

        private void call() {
            while (!over) {
                String answer;
                try {
                    HttpResponse<String> response = get(http, address + "/");
                    answer = response.statusCode() + " " + response.body();
                } catch (IOException e) {
                    answer = e.toString();
                } catch (InterruptedException e) {
                    return;
                }
                answers.merge(answer, 1, Integer::sum);
                since = answer.equals(last) ? since + 1 : 0;
                last = answer;
                count.incrementAndGet();
            }
        }

        /** Whether the last thousand answers were that one. */
        boolean isOnly(String answer) {
            return last.equals(answer) && since > 1000;
        }

        void end() throws InterruptedException {
            over = true;
            for (Thread client : clients) {
                client.join();
            }
        }
    }

    private static HttpResponse<String> get(HttpClient http, String uri) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A node's address and the load balancer's port on it. */
    private static String address(Account account) {
        Integer port = account.client()
                .services()
                .inNamespace(Davit.NAMESPACE)
                .withLabel("elbv2.davit.dev/namespace", account.namespace())
                .list()
                .getItems()
                .getFirst()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
        String node = account.client().nodes().list().getItems().getFirst().getStatus().getAddresses().stream()
                .filter(address -> "InternalIP".equals(address.getType()))
                .findFirst()
                .orElseThrow()
                .getAddress();
        return "http://" + node + ":" + port;
    }
}
