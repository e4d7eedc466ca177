package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.RequestView;
import dev.davit.gateway.http.peer.PeerRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** A request as conditions and redirects look at it: nothing of it decoded or resolved. */
record EntryRequest(HttpServerRequest request) implements RequestView {

    @Override
    public String host() {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.indexOf(']', colon) >= 0 ? host : host.substring(0, colon);
    }

    @Override
    public String path() {
        int mark = request.uri().indexOf('?');
        return mark < 0 ? request.uri() : request.uri().substring(0, mark);
    }

    @Override
    public String query() {
        int mark = request.uri().indexOf('?');
        return mark < 0 ? "" : request.uri().substring(mark + 1);
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    @Override
    public String sourceAddress() {
        return PeerRequest.address(request);
    }
}
