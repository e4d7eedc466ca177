package dev.davit.gateway.catalog;

import dev.davit.api.common.FunctionUrlId;
import java.util.List;

/**
 * A function's URL.
 *
 * @param function whose it is
 * @param resourceName the FunctionURLConfig object's own name
 * @param qualifier the alias that it invokes; null for $LATEST
 * @param open whether anybody may call it (NONE), or only who may invoke the function (AWS_IAM)
 * @param streamed whether answers are passed on piece by piece (RESPONSE_STREAM)
 * @param cors which pages may call it; null when that is the function's own business
 */
public record UrlEntry(
        FunctionKey function, String resourceName, String qualifier, boolean open, boolean streamed, Cors cors) {

    /**
     * Which pages of other origins may call.
     *
     * @param credentials whether with cookies and the like
     * @param headers request headers that they may send; {@code *} for any, here and below
     * @param methods methods that they may use
     * @param origins origins that may call
     * @param exposed headers of answers that they may read
     * @param maxAge how many seconds this may be remembered; null when nothing is said
     */
    public record Cors(
            boolean credentials,
            List<String> headers,
            List<String> methods,
            List<String> origins,
            List<String> exposed,
            Integer maxAge) {}

    /** The first label of its host name. */
    public String id() {
        return FunctionUrlId.of(function.namespace(), function.name(), qualifier);
    }
}
