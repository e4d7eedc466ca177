package dev.davit.gateway.http.invoke;

import java.util.HexFormat;

/** X-Ray trace headers for calls that bring none: not sampled. */
final class TraceIds {

    private static final HexFormat HEX = HexFormat.of();

    private TraceIds() {}

    /** A trace header made from a request id, which is random enough. */
    static String of(String requestId, long epochMillis) {
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
