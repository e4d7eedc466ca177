package dev.davit.gateway.http.control;

import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Which page of a list is asked for.
 *
 * @param most how many items it may have
 * @param marker what the page before gave, or null for the first
 */
record Paging(int most, String marker) {

    /** As many items as AWS gives at once. */
    static final int PAGE = 50;

    /** The highest {@code MaxItems} of most operations; more than they give. */
    static final int HIGHEST = 10_000;

    private static final String MAX_ITEMS = "maxItems";
    private static final String KEY = "k:";

    /** Reads {@code MaxItems}; what is answered counts only when nothing is broken. */
    static int maxItems(String text, int highest, Constraints constraints) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            constraints.broken(text, MAX_ITEMS, "Member must be a whole number");
            return 1;
        }
        if (number < 1) {
            constraints.broken(text, MAX_ITEMS, "Member must have value greater than or equal to 1");
        } else if (number > highest) {
            constraints.broken(text, MAX_ITEMS, "Member must have value less than or equal to " + highest);
        }
        return number;
    }

    /** A page of what is in memory, and the marker of the next page or null. */
    record Cut<T>(List<T> items, String next) {}

    /** Cuts this page out of all items, which are in the natural order of their keys. */
    <T> Cut<T> of(List<T> all, Function<T, String> key) {
        int from = 0;
        if (marker != null) {
            String last = text(KEY);
            while (from < all.size() && key.apply(all.get(from)).compareTo(last) <= 0) {
                from++;
            }
        }
        int to = Math.min(all.size(), from + most);
        return new Cut<>(all.subList(from, to), to < all.size() ? marker(KEY, key.apply(all.get(to - 1))) : null);
    }

    /** What a marker of that kind says. */
    String text(String kind) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        if (!text.startsWith(kind)) {
            throw unknown();
        }
        return text.substring(kind.length());
    }

    static String marker(String kind, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((kind + text).getBytes(StandardCharsets.UTF_8));
    }

    static ControlRefusal unknown() {
        return ControlRefusal.of(
                ErrorCode.INVALID_PARAMETER,
                "The Marker is none that this operation gave, or it is too old: begin again without a Marker.");
    }
}
