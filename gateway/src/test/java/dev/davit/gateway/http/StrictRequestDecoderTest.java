package dev.davit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces in which bytes come make no difference, and a head has its time. */
class StrictRequestDecoderTest {

    private static final String GOOD = "\r\nPOST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n\n\0 "
            + "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\r\n\r\n0\r\n\r\n"
            + "GET /c HTTP/1.1\r\nHost: x\r\n\r\n";

    private long nanos = 1;
    private final OpenHeads heads = new OpenHeads(() -> nanos);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new StrictRequestDecoder(new HttpServerOptions(), heads));

    private List<HttpRequest> requests(String bytes, int piece) {
        List<HttpRequest> found = new ArrayList<>();
        byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < all.length; at += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(all, at, Math.min(piece, all.length - at)));
            for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
                if (read instanceof HttpRequest request) {
                    found.add(request);
                }
                ReferenceCountUtil.release(read);
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 31, 1000})
    void findsTheSameRequestsInPiecesOfAnySize(int piece) {
        List<HttpRequest> found = requests(GOOD, piece);
        assertThat(found).extracting(HttpRequest::uri).containsExactly("/a", "/b", "/c");
        assertThat(found).allMatch(request -> request.decoderResult().isSuccess());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 31, 1000})
    void refusesTheSameInPiecesOfAnySizeAndReadsNothingBehindIt(int piece) {
        for (String field : new String[] {"X: a\r\n b", "X: a\nY: b", "X: a\rb", "X : a", "Host: y", "X: \0"}) {
            StrictRequestDecoderTest other = new StrictRequestDecoderTest();
            List<HttpRequest> found = other.requests(
                    "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n" + GOOD,
                    piece);
            assertThat(found).as(field).hasSize(2);
            assertThat(found.get(0).decoderResult().isSuccess()).as(field).isTrue();
            assertThat(found.get(1).decoderResult().isFailure()).as(field).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"'TE, close', true", "'close, TE', true", "'keep-alive, Close', true", "'TE, closed', false"})
    void whoAsksForTheEndOfTheConnectionAmongOtherOptionsIsHeard(String options, boolean ends) {
        HttpRequest request = requests("GET / HTTP/1.1\r\nHost: x\r\nConnection: " + options + "\r\n\r\n", 100)
                .getFirst();
        assertThat("close".equals(request.headers().get("Connection"))).isEqualTo(ends);
        assertThat(request.headers().getAll("Connection")).contains(options);
    }

    @Test
    void endsAConnectionWhoseHeadTakesTooLong() {
        requests("GET / HTTP/1.1\r\nHo", 100);
        pass(Duration.ofSeconds(9));
        requests("st", 100);
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void leavesAConnectionAloneBetweenRequestsAndInABody() {
        requests("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 5);
        pass(Duration.ofHours(1));
        requests("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc", 5);
        pass(Duration.ofHours(1));
        assertThat(channel.isOpen()).isTrue();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        heads.sweep();
    }
}
