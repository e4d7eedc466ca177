package dev.davit.gateway.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of {@code Date}, by which AWS's SDKs correct a clock that is wrong; made once a second. Owner thread only. */
public final class DateHeader {

    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private long second = -1;
    private String text;

    /** The value for that time, in milliseconds since 1970. */
    public String at(long epochMillis) {
        long now = epochMillis / 1000;
        if (now != second) {
            second = now;
            text = HTTP.format(Instant.ofEpochSecond(now));
        }
        return text;
    }
}
