package dev.davit.gateway.async;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Pure: how often an event's chain of causes has passed through a function, in the {@code Lineage} member of a trace header,
 * which SDKs and runtimes carry on: {@code Lineage=<8 hex digits of the function>:<turns>|…}, as on AWS.
 */
final class Lineage {

    /** A chain ends when it would pass through the same function for more than so many times. */
    static final int MOST_TURNS = 16;

    private static final String MEMBER = "Lineage=";
    private static final int MOST_FUNCTIONS = 16;

    private Lineage() {}

    /** How often the chain has passed through the function. */
    static int turns(String trace, String functionArn) {
        String key = key(functionArn) + ":";
        for (String part : parts(trace)) {
            if (part.startsWith(key)) {
                return number(part.substring(key.length()));
            }
        }
        return 0;
    }

    /** The trace of an event that goes to the function now: one turn more. */
    static String through(String trace, String functionArn) {
        String key = key(functionArn);
        List<String> parts = new ArrayList<>(parts(trace));
        parts.removeIf(part -> part.startsWith(key + ":"));
        parts.add(key + ":" + Math.min(turns(trace, functionArn) + 1, 999));
        if (parts.size() > MOST_FUNCTIONS) {
            parts.removeFirst();
        }
        StringBuilder result = new StringBuilder();
        for (String member : members(trace)) {
            if (!member.startsWith(MEMBER)) {
                result.append(member).append(';');
            }
        }
        return result.append(MEMBER).append(String.join("|", parts)).toString();
    }

    private static List<String> parts(String trace) {
        for (String member : members(trace)) {
            if (member.startsWith(MEMBER)) {
                return List.of(member.substring(MEMBER.length()).split("\\|"));
            }
        }
        return List.of();
    }

    private static List<String> members(String trace) {
        return trace == null
                ? List.of()
                : List.of(trace.split(";")).stream()
                        .map(String::strip)
                        .filter(member -> !member.isEmpty())
                        .toList();
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String key(String functionArn) {
        CRC32 sum = new CRC32();
        sum.update(functionArn.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
