package dev.davit.gateway.http.invoke;

import java.util.HexFormat;

/** What is made from a request id, which is random enough: X-Ray trace headers for calls that bring none, and a draw. */
public final class TraceIds {

    private static final HexFormat HEX = HexFormat.of();

    private TraceIds() {}

    /** A number drawn evenly from [0, 1). */
    public static double draw(String requestId) {
        return Integer.toUnsignedLong(requestId.hashCode() * 0x9E3779B9) / (double) (1L << 32);
    }

    /** A trace header made from a request id, which is random enough. */
    public static String of(String requestId, long epochMillis) {
        StringBuilder trace = new StringBuilder(80).append("Root=1-");
        trace.append(HEX.toHexDigits((int) (epochMillis / 1000))).append('-');
        int digits = 0;
        for (int i = 0; i < requestId.length() && digits < 24; i++) {
            char c = requestId.charAt(i);
            if (c != '-') {
                trace.append(c);
                digits++;
            }
        }
        return trace.append(";Sampled=0").toString();
    }
}
