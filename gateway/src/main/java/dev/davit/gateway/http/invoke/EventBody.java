package dev.davit.gateway.http.invoke;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A request's body and what has to be computed from it, each once; large bodies are worked through off the event loop. */
public final class EventBody implements BodyHash {

    /** From here on the event loop is not kept busy with it. */
    static final int LARGE = 128 * 1024;

    private final Buffer buffer;
    private final byte[] bytes;
    private String hex;
    private boolean checked;
    private String problem;

    /** That of a request that has been read. */
    public EventBody(Buffer buffer) {
        this.buffer = buffer;
        this.bytes = buffer.getBytes();
    }

    /** As received. */
    public Buffer buffer() {
        return buffer;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Whether the event loop is not to be kept busy with it. */
    public boolean isLarge() {
        return bytes.length >= LARGE;
    }

    /** Computes everything now. */
    void prepare() {
        sha256Hex();
        problem();
    }

    @Override
    public String sha256Hex() {
        if (hex == null) {
            try {
                hex = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
        return hex;
    }

    /** What keeps it from being JSON, null when nothing does; no body at all counts as an empty object. */
    String problem() {
        if (!checked) {
            problem = isEmpty() ? null : JsonCheck.problem(bytes);
            checked = true;
        }
        return problem;
    }
}
