package dev.davit.gateway.balance;

import java.util.Locale;

/** Pure: patterns in which {@code *} stands for any characters, none included, and {@code ?} for exactly one. */
final class Wildcards {

    private Wildcards() {}

    /** Whether the pattern is met, upper and lower case alike. */
    static boolean matchesAnyCase(String pattern, String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), false);
    }

    /** The same where a backslash takes a wildcard its meaning. */
    static boolean matchesEscaped(String pattern, String text) {
        return matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), true);
    }

    /** Whether the pattern is met as it stands. */
    static boolean matches(String pattern, String text) {
        return matches(pattern, text, false);
    }

    /** Goes back to the last star only, so that the work is at most the product of both lengths. */
    private static boolean matches(String pattern, String text, boolean escapes) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            boolean literal = escapes && isEscape(pattern, p);
            int at = literal ? p + 1 : p;
            if (!literal && p < pattern.length() && pattern.charAt(p) == '*') {
                star = ++p;
                resume = t;
            } else if (at < pattern.length()
                    && (!literal && pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(t))) {
                p = at + 1;
                t++;
            } else if (star >= 0) {
                p = star;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean isEscape(String pattern, int at) {
        return at + 1 < pattern.length()
                && pattern.charAt(at) == '\\'
                && (pattern.charAt(at + 1) == '*' || pattern.charAt(at + 1) == '?');
    }
}
