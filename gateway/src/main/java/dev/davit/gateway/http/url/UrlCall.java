package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.http.invoke.Caller;
import io.vertx.core.http.HttpServerRequest;

/**
 * One request for a function's URL.
 *
 * @param request the HTTP request
 * @param id its request id
 * @param target what of it belongs to the URL
 * @param url the URL
 * @param caller who calls; null while not proven, and for ever when anybody may
 */
record UrlCall(HttpServerRequest request, String id, UrlTarget target, UrlEntry url, Caller caller) {

    /** The same from somebody who is proven. */
    UrlCall by(Caller proven) {
        return new UrlCall(request, id, target, url, proven);
    }
}
