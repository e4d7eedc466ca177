package dev.davit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.testbed.PlainHttp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private final Vertx vertx = Vertx.vertx();
    private final Intake intake = new Intake(1000);
    private HttpServer server;

    @BeforeEach
    void listen() throws ExecutionException, InterruptedException {
        server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void close() throws ExecutionException, InterruptedException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void receive(HttpServerRequest request) {
        BodyReader.read(request, intake, 800, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                if (request.path().equals("/hold")) {
                    return;
                }
                intake.release(body.length());
                request.response().end(body);
            }

            @Override
            public void tooLarge() {
                request.response().setStatusCode(413).end();
            }

            @Override
            public void noRoom() {
                request.response().setStatusCode(503).end();
            }
        });
    }

    private PlainHttp.Answer post(String body) {
        try (PlainHttp http = PlainHttp.to(server.actualPort())) {
            return http.send("POST", "/", Map.of(), body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void collectsWhatComesInPieces() {
        try (PlainHttp http = PlainHttp.to(server.actualPort())) {
            http.write(bytes("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            for (int i = 0; i < 10; i++) {
                http.write(bytes("3\r\nab" + i + "\r\n"));
            }
            http.write(bytes("0\r\n\r\n"));
            assertThat(http.receive().text()).isEqualTo("ab0ab1ab2ab3ab4ab5ab6ab7ab8ab9");
        }
        assertThat(intake.held()).isZero();
    }

    @Test
    void refusesWhatIsOverTheLimitAndKeepsTheConnection() {
        try (PlainHttp http = PlainHttp.to(server.actualPort())) {
            assertThat(http.send("POST", "/", Map.of(), "x".repeat(801)).status())
                    .isEqualTo(413);
            assertThat(http.send("POST", "/", Map.of(), "x".repeat(800)).status())
                    .isEqualTo(200);
        }
        assertThat(intake.held()).isZero();
    }

    @Test
    void refusesWhatFindsNoRoomUntilThereIsSome() {
        try (PlainHttp holder = PlainHttp.to(server.actualPort())) {
            holder.write(PlainHttp.request("POST", "/hold", Map.of(), bytes("x".repeat(700))));
            Awaitility.await().until(() -> intake.held() == 700);
            assertThat(post("x".repeat(400)).status()).isEqualTo(503);
            assertThat(post("x".repeat(300)).status()).isEqualTo(200);
        }
        intake.release(700);
        assertThat(post("x".repeat(400)).status()).isEqualTo(200);
    }

    @Test
    void givesBackWhatAVanishedSenderHeld() {
        try (PlainHttp http = PlainHttp.to(server.actualPort())) {
            http.write(bytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 700\r\n\r\n" + "x".repeat(600)));
            Awaitility.await().until(() -> intake.held() == 600);
        }
        Awaitility.await().until(() -> intake.held() == 0);
    }
}
