package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.invoke.EventBody;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.meter.InvocationMeter;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;

/** What comes first on the invoke port: takes the requests that are for a function's URL and leaves the others alone. */
public final class FunctionUrls implements Handler<HttpServerRequest> {

    private static final Refusal TOO_LARGE = Refusal.of(
            ErrorCode.TOO_LARGE, "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    private static final Refusal NO_ROOM = Refusal.of(
            ErrorCode.UNAVAILABLE, Fault.BODY_MEMORY, "This gateway holds too many large events at once. Try again.");
    private static final Refusal STARTING =
            Refusal.of(ErrorCode.UNAVAILABLE, Fault.STARTING, "This gateway is starting or stopping. Try again.");
    private static final Refusal STOPPING =
            Refusal.of(ErrorCode.UNAVAILABLE, Fault.STOPPING, "This gateway is starting or stopping. Try again.");

    private final InvokeApi.Ports ports;
    private final UrlAddress address;
    private final UrlRoute route;
    private final BooleanSupplier stopping;
    private final InvocationMeter meter;
    private final Handler<HttpServerRequest> others;

    /**
     * Where URLs are.
     *
     * @param region the region in host names and ARNs
     * @param domain the domain below which the host names are
     */
    public record Site(String region, String domain) {}

    /** {@code others} gets what is for no URL; {@code stopping} says whether new requests are to be sent away. */
    public FunctionUrls(
            InvokeApi.Ports ports,
            Site site,
            BooleanSupplier stopping,
            InvocationMeter meter,
            Handler<HttpServerRequest> others) {
        this.meter = meter;
        this.ports = ports;
        this.address = new UrlAddress(site.region(), site.domain());
        this.route = new UrlRoute(ports, address, site.region());
        this.stopping = stopping;
        this.others = others;
    }

    @Override
    public void handle(HttpServerRequest request) {
        UrlTarget target = address.of(request);
        if (target == null) {
            others.handle(request);
            return;
        }
        String id = ports.ids().next();
        request.response().exceptionHandler(failure -> {});
        UrlEntry url = ports.catalog().url(target.id());
        if (url == null && ports.catalog().isSynced()) {
            UrlErrors.unknown(request.response(), id);
            return;
        }
        if (url != null && !PeerRequest.isRelayed(request)) {
            count(request, url);
        }
        UrlCall call = new UrlCall(new Exchange(request, id, ports.observers(), ports.clock()), target, url, null);
        if (url == null || stopping.getAsBoolean()) {
            call.refuse(url == null ? STARTING : STOPPING);
        } else if (UrlCors.isPreflight(call)) {
            UrlCors.preflight(call);
        } else {
            UrlCors.apply(call);
            read(call);
        }
    }

    /** Where it came to, not where it is relayed to. */
    private void count(HttpServerRequest request, UrlEntry url) {
        long began = ports.clock().nanos();
        request.response()
                .headersEndHandler(nothing -> meter.urlAnswered(
                        url.function(),
                        request.response().getStatusCode(),
                        ports.clock().nanos() - began));
    }

    private void read(UrlCall call) {
        HttpServerRequest request = call.request();
        BodyReader.read(request, ports.intake(), SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer buffer) {
                EventBody body = new EventBody(buffer);
                request.response().endHandler(nothing -> ports.intake().release(buffer.length()));
                if (call.url().open() || !body.isLarge()) {
                    route.handle(call, body);
                    return;
                }
                ports.workers().execute(() -> {
                    body.sha256Hex();
                    ports.owner().execute(() -> route.handle(call, body));
                });
            }

            @Override
            public void tooLarge() {
                call.refuse(TOO_LARGE);
            }

            @Override
            public void noRoom() {
                call.refuse(NO_ROOM);
            }
        });
    }
}
