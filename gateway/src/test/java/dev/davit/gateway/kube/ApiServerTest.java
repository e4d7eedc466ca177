package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {

    private static final int CUT = 0;
    private static final String PATH = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private KubeClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.incrementAndGet();
            int status = statuses.remove();
            if (status == CUT) {
                throw new IOException("the connection is closed without an answer");
            }
            byte[] body =
                    "{\"kind\":\"SubjectAccessReview\",\"status\":{\"allowed\":true}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = KubeClient.to(new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private boolean mayAsk(Integer... answers) {
        statuses.addAll(List.of(answers));
        return new ApiServer(client.kubernetes(), Duration.ofSeconds(20))
                .ask(PATH, new SubjectAccessReview(), SubjectAccessReview.class)
                .toCompletableFuture()
                .join()
                .getStatus()
                .getAllowed();
    }

    @Test
    void aQuestionThatFailedIsAskedOnceMore() {
        assertThat(mayAsk(CUT, 201)).isTrue();
        assertThat(mayAsk(503, 201)).isTrue();
        assertThat(asked).hasValue(4);
        assertThatThrownBy(() -> mayAsk(503, CUT)).hasMessageContaining("Connection was closed");
        assertThat(asked).hasValue(6);
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThatThrownBy(() -> mayAsk(403)).hasMessageContaining("the API server answered 403");
        assertThat(asked).hasValue(1);
    }
}
