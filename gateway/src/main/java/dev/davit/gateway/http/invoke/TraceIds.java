package dev.davit.gateway.http.invoke;

import java.util.HexFormat;

/** What is made from a request id, which is random enough: X-Ray trace headers for calls that bring none, and a draw. */
public final class TraceIds {

    private static final HexFormat HEX = HexFormat.of();

    /** Where in a request id's 32 digits the 16 of a parent begin. */
    private static final int PARENT = 16;

    private TraceIds() {}

    /** A number drawn evenly from [0, 1). */
    public static double draw(String requestId) {
        return Integer.toUnsignedLong(requestId.hashCode() * 0x9E3779B9) / (double) (1L << 32);
    }

    /** A trace header made from a request id, which is random enough. As on AWS it names a parent, though nobody records it. */
    public static String of(String requestId, long epochMillis) {
        String digits = digits(requestId);
        return "Root=1-" + HEX.toHexDigits((int) (epochMillis / 1000)) + "-" + digits.substring(0, 24) + ";Parent="
                + digits.substring(PARENT) + ";Sampled=0";
    }

    /** A parent's id made from a request id. */
    static String parent(String requestId) {
        return digits(requestId).substring(PARENT);
    }

    private static String digits(String requestId) {
        return requestId.replace("-", "");
    }
}
