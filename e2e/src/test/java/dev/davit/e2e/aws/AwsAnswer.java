package dev.davit.e2e.aws;

import java.util.HashMap;
import java.util.Map;

/**
 * What a client made of an answer.
 *
 * @param status the HTTP status, as the client tells it
 * @param headers by lower-case name; empty of a client that shows none
 * @param type the error's type, null when there is none
 * @param message the error's message, null when there is none
 * @param members the modelled members of answer or error that are text, by their names in AWS's model
 * @param payload the function's own bytes, as text; null when the client has none
 */
public record AwsAnswer(
        int status,
        Map<String, String> headers,
        String type,
        String message,
        Map<String, String> members,
        String payload) {

    /** The same with one text written as another wherever it is. */
    public AwsAnswer renaming(String text, String other) {
        var renamed = new HashMap<String, String>();
        members.forEach((name, value) -> renamed.put(name, value.replace(text, other)));
        return new AwsAnswer(
                status,
                headers,
                type,
                message == null ? null : message.replace(text, other),
                renamed,
                payload == null ? null : payload.replace(text, other));
    }

    /** A member, or null. */
    public String member(String name) {
        return members.get(name);
    }

    /** Whether the client shows headers. */
    public boolean showsHeaders() {
        return !headers.isEmpty();
    }
}
