package dev.davit.gateway.otlp;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Random ids for spans; for traces the id that was chosen, by the caller or by us. Owner thread only. */
final class ChosenIds implements IdGenerator {

    private static final HexFormat HEX = HexFormat.of();
    private final IdGenerator random = IdGenerator.random();
    private String chosen;

    /** The id of the next trace. */
    void next(String traceId) {
        chosen = traceId;
    }

    /** An id as X-Ray wants it: the seconds since 1970, then 96 random bits. */
    static String fresh(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits((int) (epochMillis / 1000))
                + HEX.toHexDigits(random.nextInt())
                + HEX.toHexDigits(random.nextLong());
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return chosen;
    }
}
