package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Points in time as AWS's JSON protocol has them: seconds since 1970, with a fraction. */
final class Times {

    private Times() {}

    /** Adds a time that is given in RFC 3339; null adds nothing. */
    static void put(ObjectNode document, String name, String time) {
        if (time != null) {
            document.put(name, Instant.parse(time).toEpochMilli() / 1000.0);
        }
    }
}
