package dev.davit.e2e.bench;

import dev.davit.testkit.davit.Account;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.awaitility.Awaitility;

/**
 * The floor of a cold start of an image: a pod with the function's own image and nothing of Davit, from its creation to the
 * first poll of its runtime, at a Runtime API that is a few lines of Python in a pod beside it and notes the time. Both clocks
 * must be one: with a node on another machine the figure is off by their difference.
 */
final class BootFloor {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SERVER = "boot-floor";
    private static final int PORT = 9001;
    private static final String NOTE_POLLS = """
            import http.server, threading, time
            class Api(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    print('POLL', self.headers['Host'].split(':')[0], time.time_ns(), flush=True)
                    threading.Event().wait()
                def log_message(self, *args): pass
            print('POLL server', time.time_ns(), flush=True)
            http.server.ThreadingHTTPServer(('', 9001), Api).serve_forever()
            """;

    private final Account account;
    private final String image;
    private String address;

    BootFloor(Account account, String image) {
        this.account = account;
        this.image = image;
    }

    /** Starts the Runtime API that only notes. */
    void start() {
        Pod server = new PodBuilder(RawPods.of(account.namespace(), SERVER, image, "100m", "128Mi"))
                .editSpec()
                .editFirstContainer()
                .withCommand("python3", "-c", NOTE_POLLS)
                .endContainer()
                .endSpec()
                .build();
        account.client().resource(server).create();
        Awaitility.await("the Runtime API of the floor").atMost(LIMIT).until(() -> polled("server")
                .isPresent());
        address = account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(SERVER)
                .get()
                .getStatus()
                .getPodIP();
    }

    /** Nanoseconds from the creation of one such pod to its runtime's first poll. */
    long measure(String name) {
        Pod pod = new PodBuilder(RawPods.of(account.namespace(), name, image, "145m", "256Mi"))
                .editSpec()
                .withHostAliases(new HostAlias(List.of(name), address))
                .editFirstContainer()
                .addNewEnv()
                .withName("AWS_LAMBDA_RUNTIME_API")
                .withValue(name + ":" + PORT)
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
        Instant began = Instant.now();
        var created = account.client().resource(pod);
        created.create();
        long polled = Awaitility.await("the first poll of " + name)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> polled(name), OptionalLong::isPresent)
                .orElseThrow();
        created.withGracePeriod(0).delete();
        return polled - ChronoUnit.NANOS.between(Instant.EPOCH, began);
    }

    private OptionalLong polled(String name) {
        try {
            String log = account.client()
                    .pods()
                    .inNamespace(account.namespace())
                    .withName(SERVER)
                    .getLog();
            return log.lines()
                    .filter(line -> line.startsWith("POLL " + name + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst();
        } catch (KubernetesClientException e) {
            return OptionalLong.empty(); // not started yet
        }
    }
}
