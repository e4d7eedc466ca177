package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;

/** Pure: where results and dead letters go, as AWS names it: by ARN what was named as a function, anything else as it is. */
final class Receiver {

    private Receiver() {}

    /** The receiver of a function with that ARN; null when there is none. */
    static String of(String given, Arn function) {
        if (given == null || given.isBlank()) {
            return null;
        }
        boolean named = !given.startsWith("arn:") && !given.startsWith("nats:") && !given.contains("://");
        if (!named) {
            return given;
        }
        String[] parts = given.split(":", 2);
        return Arn.function(function.region(), function.account(), parts[0])
                .qualified(parts.length == 2 ? parts[1] : null)
                .toString();
    }
}
