package dev.davit.gateway.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The moment a request was signed at: AWS's basic ISO-8601 text and the instant it means. */
record SigningTime(String text, Instant instant) {

    private static final int LENGTH = "20150830T123600Z".length();
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Reads {@code X-Amz-Date}. */
    static SigningTime basic(String text) {
        try {
            if (text.length() == LENGTH && text.charAt(8) == 'T' && text.charAt(15) == 'Z') {
                return new SigningTime(text, instantOf(text));
            }
        } catch (DateTimeException | NumberFormatException e) {
            // falls through to AWS's sentence
        }
        throw malformed(text);
    }

    /** Reads the {@code Date} header, which may also be in the form of RFC 1123. */
    static SigningTime dateHeader(String text) {
        try {
            Instant instant = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return new SigningTime(format(instant), instant);
        } catch (DateTimeException e) {
            return basic(text);
        }
    }

    static String format(Instant instant) {
        return BASIC.format(instant);
    }

    /** The day, as the credential scope must name it. */
    String day() {
        return text.substring(0, 8);
    }

    private static Instant instantOf(String text) {
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 4, 6),
                        digits(text, 6, 8),
                        digits(text, 9, 11),
                        digits(text, 11, 13),
                        digits(text, 13, 15))
                .toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException();
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static AuthRefusal malformed(String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) : text;
        return AuthRefusal.incomplete("Date must be in ISO-8601 'basic format'. Got '" + shown
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
}
