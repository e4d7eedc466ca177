package dev.davit.gateway.http.runtime;

import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.environment.CallerIdentity;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.http.Intake;
import dev.davit.gateway.http.peer.PeerClient;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.http.peer.Relay;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.FaultListener;
import dev.davit.gateway.peer.Homes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Proves the caller of a request to the runtime port and picks its route. */
public final class RuntimeApi implements Handler<HttpServerRequest> {

    private static final Logger LOG = Logger.getLogger(RuntimeApi.class.getName());
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    static final String NEXT = INVOCATION + "next";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    static final String STANDBY = "/2026-11-01/environment/next";
    private static final String PING = "/2018-06-01/ping";

    private final CallerIdentity identity;
    private final Dispatcher dispatcher;
    private final boolean checkAddress;
    private final Clock clock;
    private long warnedNanos;
    private final NextRoute next;
    private final StandbyRoute standby;
    private final ResponseRoute response;
    private final InitErrorRoute initError;
    private final CodeRoute code;
    private final RuntimeRelay relay;

    /**
     * What the API works with.
     *
     * @param identity who proves callers
     * @param dispatcher who answers their polls
     * @param clock the time
     * @param codeLoader where code is that the catalog does not hold
     * @param archives where zip archives are
     * @param intake where bodies under way are counted
     * @param owner the thread of all of it
     * @param homes where namespaces are dispatched
     * @param relay how requests reach other replicas, or null where there are none
     * @param peers what is said to other replicas, or null where there are none
     * @param faults who is told when an environment cannot be served
     */
    public record Ports(
            CallerIdentity identity,
            Dispatcher dispatcher,
            Clock clock,
            CodeLoader codeLoader,
            ArchiveStore archives,
            Intake intake,
            Executor owner,
            Homes homes,
            Relay relay,
            PeerClient peers,
            FaultListener faults) {}

    /** {@code checkAddress}: a caller must also speak from its pod's own address, as soon as that is known. */
    public RuntimeApi(Ports ports, boolean checkAddress, StreamLimits streams) {
        this.relay = new RuntimeRelay(ports, this::route);
        PollContext context = new PollContext(
                ports.dispatcher(), ports.clock(), ports.codeLoader(), ports.owner(), relay::moved, ports.faults());
        this.identity = ports.identity();
        this.dispatcher = ports.dispatcher();
        this.checkAddress = checkAddress;
        this.clock = ports.clock();
        this.warnedNanos = clock.nanos() - Long.MAX_VALUE / 2;
        this.next = new NextRoute(context);
        this.standby = new StandbyRoute(context);
        StreamRoute stream = new StreamRoute(new StreamedAnswer.Ports(dispatcher, clock, streams), ports.intake());
        this.response = new ResponseRoute(dispatcher, ports.intake(), stream);
        this.initError = new InitErrorRoute(dispatcher, ports.intake());
        this.code = new CodeRoute(dispatcher, ports.archives(), ports.owner(), ports.faults());
    }

    @Override
    public void handle(HttpServerRequest request) {
        EnvironmentId caller = identity.identify(request.getHeader(HttpHeaders.HOST));
        if (caller == null) {
            RuntimeAnswers.unknownCaller(request.response());
            return;
        }
        if (checkAddress && !dispatcher.mayBeAt(caller, PeerRequest.address(request))) {
            warnOfAddress(caller, PeerRequest.address(request));
            RuntimeAnswers.unknownCaller(request.response());
            return;
        }
        relay.handle(new RuntimeCall(caller, request));
    }

    /** Gives up what is parked here for other replicas, and lets connections go one by one. */
    public void drain() {
        relay.drain();
    }

    /** How many environments are parked at or work for other replicas over connections here, or post outcomes to them. */
    public int relayed() {
        return relay.underWay();
    }

    private void route(RuntimeCall call) {
        HttpMethod method = call.request().method();
        String path = call.request().path();
        if (method == HttpMethod.GET) {
            switch (path) {
                case NEXT -> next.handle(call);
                case STANDBY -> standby.handle(call);
                case PING -> call.request().response().end("pong");
                case null, default -> code(call, path);
            }
        } else if (method == HttpMethod.POST && path != null && path.startsWith(INVOCATION)) {
            String id = requestId(path);
            switch (id == null ? "" : path.substring(INVOCATION.length() + id.length())) {
                case "/response" -> response.handle(call, id, false);
                case "/error" -> response.handle(call, id, true);
                default -> RuntimeAnswers.notFound(call.request().response());
            }
        } else if (method == HttpMethod.POST && INIT_ERROR.equals(path)) {
            initError.handle(call);
        } else {
            RuntimeAnswers.notFound(call.request().response());
        }
    }

    /** The id of the request whose outcome is posted there, null when it is another path. */
    static String requestId(String path) {
        if (path == null || !path.startsWith(INVOCATION)) {
            return null;
        }
        int slash = path.indexOf('/', INVOCATION.length());
        return slash < 0 ? null : path.substring(INVOCATION.length(), slash);
    }

    private void code(RuntimeCall call, String path) {
        if (path != null && path.startsWith(CodeRoute.PATH)) {
            code.handle(call, path.substring(CodeRoute.PATH.length()));
        } else {
            RuntimeAnswers.notFound(call.request().response());
        }
    }

    /** Once a minute at most: either somebody has stolen an address, or the network hides pods' addresses. */
    private void warnOfAddress(EnvironmentId caller, String address) {
        long now = clock.nanos();
        if (now - warnedNanos > 60_000_000_000L) {
            warnedNanos = now;
            LOG.log(
                    Level.WARNING,
                    "Refused {0}: it speaks from {1}, which is not its pod''s address. If this cluster''s network hides"
                            + " pods'' addresses, set DAVIT_RUNTIME_CHECK_ADDRESS=false.",
                    new Object[] {caller, address});
        }
    }
}
