package dev.davit.gateway.http.url;

import io.vertx.core.buffer.Buffer;

/** The JSON in front of a streamed HTTP answer, and the eight zero bytes behind it, which may come in any pieces. */
final class Prelude {

    /** The content type of an answer that begins with one. */
    static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

    private static final int SEPARATOR = 8;
    private static final int LONGEST = 64 * 1024;

    private final Buffer seen = Buffer.buffer(256);
    private int zeros;

    /**
     * What became of a piece.
     *
     * @param head the JSON, once it is complete
     * @param rest what of the piece belongs to the body
     */
    record Found(byte[] head, Buffer rest) {}

    /** Takes the next piece; null while the separator has not come. */
    Found take(Buffer piece) {
        for (int i = 0; i < piece.length(); i++) {
            zeros = piece.getByte(i) == 0 ? zeros + 1 : 0;
            if (zeros == SEPARATOR) {
                seen.appendBuffer(piece, 0, i + 1);
                byte[] head = seen.getBytes(0, seen.length() - SEPARATOR);
                return new Found(head, piece.slice(i + 1, piece.length()));
            }
        }
        seen.appendBuffer(piece);
        return null;
    }

    /** Whether it will not be one any more. */
    boolean isTooLong() {
        return seen.length() > LONGEST;
    }
}
