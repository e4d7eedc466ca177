package dev.davit.gateway.http.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.async.Destinations.Message;
import dev.davit.gateway.async.Destinations.Sent;
import dev.davit.gateway.async.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDestinationsTest {

    private static final Message LETTER =
            new Message("id:dead-letter", Map.of("ErrorCode", "200"), "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    private ServerSocket server;

    /** The server of this test is at a loopback address, which {@link PublicAddresses} never opens. */
    private static final AddressCheck ANYWHERE = (host, address) -> null;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** Answers one request; what it was. */
    private CompletableFuture<String> answering(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                StringBuilder request = new StringBuilder();
                while (request.indexOf("{\"a\":1}") < 0) {
                    request.append((char) socket.getInputStream().read());
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return request.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Sent send(AddressCheck check) {
        URI uri = URI.create("http://localhost:" + server.getLocalPort() + "/hook?a=b");
        return new HttpDestinations(check)
                .send(new Target.Http(uri), LETTER)
                .toCompletableFuture()
                .join();
    }

    @Test
    void postsTheBodyAndItsAttributes() {
        CompletableFuture<String> request =
                answering("HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        assertThat(send(ANYWHERE)).isInstanceOf(Sent.Delivered.class);
        assertThat(request.join())
                .startsWith("POST /hook?a=b HTTP/1.1\r\n")
                .contains("Host: localhost:" + server.getLocalPort() + "\r\n")
                .contains("ErrorCode: 200\r\n", "X-Davit-Message-Id: id:dead-letter\r\n", "Content-Length: 7\r\n");
    }

    @Test
    void connectsToNothingPrivate() {
        Sent.Failed failed = (Sent.Failed) send(new PublicAddresses(Set.of()));
        assertThat(failed.forGood()).isTrue();
        assertThat(failed.why()).contains("not a public address");
    }

    @Test
    void followsNoRedirect() {
        answering("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n");
        Sent.Failed failed = (Sent.Failed) send(ANYWHERE);
        assertThat(failed.forGood()).isTrue();
        assertThat(failed.why()).contains("302", "not followed");
    }

    @Test
    void aFailureOfTheEndpointPasses() {
        answering("HTTP/1.1 503 Busy\r\n\r\n");
        assertThat(((Sent.Failed) send(ANYWHERE)).forGood()).isFalse();
        answering("SSH-2.0-OpenSSH\r\n");
        assertThat(((Sent.Failed) send(ANYWHERE)).why()).contains("does not speak HTTP");
    }

    @Test
    void aRefusalOfTheEndpointDoesNot() {
        answering("HTTP/1.1 400 Bad Request\r\n\r\n");
        assertThat(((Sent.Failed) send(ANYWHERE)).forGood()).isTrue();
    }

    @Test
    void nobodyListeningPasses() throws IOException {
        server.close();
        assertThat(((Sent.Failed) send(ANYWHERE)).forGood()).isFalse();
    }
}
