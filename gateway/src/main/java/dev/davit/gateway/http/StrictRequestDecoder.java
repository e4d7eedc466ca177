package dev.davit.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;

/**
 * Vert.x's decoder for connections from strangers: a request that could be read in two ways is answered 400 and is the last
 * of its connection, and a head that does not come to its end in time ends it, too.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private static final String NAME = "httpDecoder";

    private final OpenHeads heads;
    private final HeadScan scan = new HeadScan();
    private int scanned;
    private boolean broken;
    private ChannelHandlerContext context;
    /** When the head began that is still open. */
    private long openNanos;

    StrictRequestDecoder(HttpServerOptions options, OpenHeads heads) {
        super(options);
        this.heads = heads;
    }

    /** Puts it in the place of the connection's own; to be called when the connection is new. */
    public static void install(HttpConnection connection, HttpServerOptions options, OpenHeads heads) {
        ((ConnectionBase) connection)
                .channel()
                .pipeline()
                .replace(NAME, NAME, new StrictRequestDecoder(options, heads));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        context = ctx;
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        scan(in);
        if (scan.problem() != null) {
            refuse(scan.problem(), in, out);
            return;
        }
        int before = out.size();
        int readable = in.readableBytes();
        super.decode(ctx, in, out);
        scanned = Math.max(0, scanned - (readable - in.readableBytes()));
        for (int i = before; i < out.size() && !broken; i++) {
            check(i, in, out);
        }
    }

    /** What of the head has not been looked at yet. */
    private void scan(ByteBuf in) {
        if (scan.isDone()) {
            return;
        }
        int from = in.readerIndex() + scanned;
        int stop = in.forEachByte(from, in.writerIndex() - from, scan);
        scanned = stop < 0 ? in.readableBytes() : stop + 1 - in.readerIndex();
        if (!scan.isOpen()) {
            heads.close(this);
        } else if (stop < 0) {
            heads.open(this);
        }
    }

    private void check(int index, ByteBuf in, List<Object> out) {
        Object message = out.get(index);
        if (message instanceof HttpRequest request) {
            String problem = request.decoderResult().isFailure() ? null : HeadRules.problem(request);
            if (problem != null) {
                out.subList(index, out.size()).clear();
                refuse(problem, in, out);
            } else if (request.decoderResult().isFailure()) {
                end();
            } else if (HeadRules.ends(request.headers())) {
                closeFirst(request.headers());
            }
        }
        if (message instanceof LastHttpContent && !broken) {
            scan.reset();
            scanned = 0;
        }
    }

    /** Vert.x looks at the first line of Connection alone, and at that for the one word. */
    private static void closeFirst(HttpHeaders headers) {
        List<String> lines = new ArrayList<>(headers.getAll(HttpHeaderNames.CONNECTION));
        lines.addFirst(HttpHeaderValues.CLOSE.toString());
        headers.set(HttpHeaderNames.CONNECTION, lines);
    }

    /** What is no HTTP is answered in the version that is spoken here. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return super.createInvalidMessage().setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private void refuse(String problem, ByteBuf in, List<Object> out) {
        HttpMessage refused = createInvalidMessage();
        refused.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("The request has " + problem)));
        out.add(refused);
        in.skipBytes(in.readableBytes());
        end();
    }

    private void end() {
        broken = true;
        heads.close(this);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (!HeadRules.isName(line, start, length)) {
            throw new IllegalArgumentException("The request has a field whose name is none");
        }
        return super.splitHeaderName(line, start, length);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("The request has both a length and a transfer coding");
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        heads.close(this);
        super.handlerRemoved0(ctx);
    }

    long openNanos() {
        return openNanos;
    }

    void openNanos(long nanos) {
        openNanos = nanos;
    }

    void endConnection() {
        context.close();
    }
}
