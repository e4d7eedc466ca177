package dev.davit.gateway.observe;

import java.util.HexFormat;

/**
 * Pure: where a call stands in its caller's trace, from AWS's {@code X-Amzn-Trace-Id}
 * ({@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;…}) or the W3C's {@code traceparent}
 * ({@code 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01}), and back to AWS's form, which runtimes know.
 *
 * @param traceId 32 hexadecimal digits
 * @param parentId 16 hexadecimal digits, or null when the caller names none
 * @param sampled whether the caller records the trace; null when he leaves that to us
 * @param others the other members of AWS's header, {@code Lineage} among them, as they were; empty or {@code ;…}
 */
public record TraceContext(String traceId, String parentId, Boolean sampled, String others) {

    private static final int LONGEST = 512;
    private static final int ROOT_LENGTH = "1-5759e988-bd862e3fe1be46a994272793".length();
    private static final int TRACEPARENT_LENGTH = 55;

    /**
     * The caller's context; null when neither header holds one. A {@code traceparent} is believed unless AWS's header names a
     * parent: load balancers add an AWS header without one to whatever passes.
     */
    public static TraceContext of(String amazon, String traceparent) {
        TraceContext own = amazon == null ? null : ofAmazon(amazon);
        if (own != null && own.parentId != null || traceparent == null) {
            return own;
        }
        TraceContext other = ofTraceparent(traceparent, own == null ? "" : own.others);
        return other == null ? own : other;
    }

    private static TraceContext ofAmazon(String header) {
        if (header.length() > LONGEST) {
            return null;
        }
        String traceId = null;
        String parent = null;
        Boolean sampled = null;
        StringBuilder others = new StringBuilder();
        for (String member : header.split(";")) {
            String trimmed = member.strip();
            int equals = trimmed.indexOf('=');
            String value = trimmed.substring(equals + 1);
            switch (equals < 0 ? "" : trimmed.substring(0, equals)) {
                case "Root" -> traceId = root(value);
                case "Parent" -> parent = isHex(value, 16) ? value : null;
                case "Sampled" -> sampled = sampled(value);
                case "Self", "" -> {}
                default -> others.append(';').append(trimmed);
            }
        }
        return traceId == null ? null : new TraceContext(traceId, parent, sampled, others.toString());
    }

    private static Boolean sampled(String value) {
        return switch (value) {
            case "1" -> Boolean.TRUE;
            case "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static String root(String value) {
        boolean known = value.length() == ROOT_LENGTH && value.startsWith("1-") && value.charAt(10) == '-';
        String id = known ? value.substring(2, 10) + value.substring(11) : "";
        return isHex(id, 32) ? id : null;
    }

    private static TraceContext ofTraceparent(String header, String others) {
        String text = header.strip();
        boolean known =
                text.length() == TRACEPARENT_LENGTH || text.length() > TRACEPARENT_LENGTH && text.charAt(55) == '-';
        if (!known || text.length() > LONGEST || !isHex(text.substring(0, 2), -2) || text.startsWith("ff")) {
            return null;
        }
        if (text.startsWith("00") && text.length() > TRACEPARENT_LENGTH
                || text.charAt(2) != '-'
                || text.charAt(35) != '-'
                || text.charAt(52) != '-') {
            return null;
        }
        String traceId = text.substring(3, 35);
        String parent = text.substring(36, 52);
        String flags = text.substring(53, 55);
        if (!isHex(traceId, 32) || !isHex(parent, 16) || !isHex(flags, -2)) {
            return null;
        }
        return new TraceContext(traceId, parent, (HexFormat.fromHexDigits(flags) & 1) == 1, others);
    }

    /** Lower-case digits of that number, not all of them 0; a negative number of digits may be all 0. */
    private static boolean isHex(String text, int digits) {
        if (text.length() != Math.abs(digits)) {
            return false;
        }
        boolean something = digits < 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            something |= c != '0';
        }
        return something;
    }

    /** AWS's header for who is below that span of the trace. */
    public static String header(String traceId, String spanId, boolean sampled, String others) {
        return "Root=1-" + traceId.substring(0, 8) + "-" + traceId.substring(8)
                + (spanId == null ? "" : ";Parent=" + spanId) + ";Sampled=" + (sampled ? "1" : "0") + others;
    }

    /** AWS's header for the same place in the trace. */
    public String header() {
        return header(traceId, parentId, Boolean.TRUE.equals(sampled), others);
    }
}
