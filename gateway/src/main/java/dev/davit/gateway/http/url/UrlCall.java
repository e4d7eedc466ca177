package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.http.HttpServerRequest;

/**
 * One request for a function's URL.
 *
 * @param exchange the HTTP request
 * @param target what of it belongs to the URL
 * @param url the URL
 * @param caller who calls; null while not proven, and for ever when anybody may
 */
record UrlCall(Exchange exchange, UrlTarget target, UrlEntry url, Caller caller) {

    /** The same from somebody who is proven. */
    UrlCall by(Caller proven) {
        return new UrlCall(exchange, target, url, proven);
    }

    /** The HTTP request. */
    HttpServerRequest request() {
        return exchange.request();
    }

    /** Its request id. */
    String id() {
        return exchange.id();
    }

    /** Refuses it before its function is called. */
    void refuse(Refusal refusal) {
        exchange.refuse(refusal, () -> UrlErrors.refused(this, refusal));
    }
}
