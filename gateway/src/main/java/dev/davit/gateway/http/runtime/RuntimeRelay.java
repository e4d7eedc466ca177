package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.http.peer.Relay;
import dev.davit.gateway.peer.Homes;
import dev.davit.gateway.peer.Member;
import dev.davit.gateway.peer.Where;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings environments' requests to the replica that dispatches for them, or to a former one that has their invocation. A poll
 * is asked again wherever its namespace goes, without its runtime noticing; what is posted is passed on as it comes.
 */
final class RuntimeRelay {

    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final long WITHDRAW_AGAIN_MILLIS = 50;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int MOST_HOPS = 3;

    private final Dispatcher dispatcher;
    private final Homes homes;
    private final Relay relay;
    private final RuntimeApi.Ports ports;
    private final Consumer<RuntimeCall> here;
    private final Map<RuntimeCall, Member> parked = new LinkedHashMap<>();
    /** Environments that were given an invocation over a connection here and have not posted its outcome. */
    private final Map<EnvironmentId, HttpConnection> working = new HashMap<>();

    private int posts;
    private boolean draining;

    /** {@code here} serves what is for this replica. */
    RuntimeRelay(RuntimeApi.Ports ports, Consumer<RuntimeCall> here) {
        this.ports = ports;
        this.dispatcher = ports.dispatcher();
        this.homes = ports.homes();
        this.relay = ports.relay();
        this.here = here;
    }

    /** Serves a request of a proven environment, here or elsewhere. */
    void handle(RuntimeCall call) {
        working.remove(call.caller());
        if (draining && !PeerRequest.isRelayed(call.request()) && !isPoll(call)) {
            call.request().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        serve(call, ports.clock().nanos() + PATIENCE_NANOS, false);
    }

    /** A poll that was parked here is to be asked elsewhere. */
    void moved(RuntimeCall call) {
        if (PeerRequest.isRelayed(call.request())) {
            PeerRequest.moved(call.request());
        } else {
            again(call, 0);
        }
    }

    private void serve(RuntimeCall call, long until, boolean held) {
        EnvironmentId id = call.caller();
        if (dispatcher.isAtWork(id)) {
            here(call, held);
            return;
        }
        if (PeerRequest.isForEngaged(call.request())) {
            PeerRequest.moved(call.request());
            return;
        }
        switch (homes.where(id.namespace())) {
            case Where.Here it -> {
                String holder = dispatcher.holder(id);
                Member former = holder == null ? null : homes.member(holder);
                if (former != null) {
                    pass(call, Relay.Route.runtime(former, true), until);
                } else if (isStrange(call)) {
                    search(call);
                } else {
                    here(call, held);
                }
            }
            case Where.There there -> there(call, there.member(), until);
            case Where.Soon soon -> again(call, until);
        }
    }

    /** Whether it is an outcome that nobody here waits for, while another replica may. */
    private boolean isStrange(RuntimeCall call) {
        String id = call.request().method() == HttpMethod.POST
                ? RuntimeApi.requestId(call.request().path())
                : null;
        return id != null && homes.hasOthers() && dispatcher.expects(call.caller(), id) == Verdict.INVALID_REQUEST_ID;
    }

    /** A namespace may go on before its next owner has heard from the former one: the others are asked. */
    private void search(RuntimeCall call) {
        hold(call);
        ports.peers().holder(homes.others(), call.caller()).onComplete(found -> {
            if (found.result() == null) {
                here(call, true);
            } else {
                post(call, Relay.Route.runtime(found.result(), true), 0);
            }
        });
    }

    private static void hold(RuntimeCall call) {
        Trailers.keep(call.request());
        call.request().pause();
    }

    private void there(RuntimeCall call, Member owner, long until) {
        if (PeerRequest.isRelayed(call.request()) && (isPoll(call) || PeerRequest.hops(call.request()) >= MOST_HOPS)) {
            PeerRequest.moved(call.request());
        } else {
            pass(call, Relay.Route.runtime(owner, false), until);
        }
    }

    private void here(RuntimeCall call, boolean held) {
        here.accept(call);
        if (held && call.request().method() == HttpMethod.POST) {
            Trailers.forget(call.request());
            call.request().resume();
        }
    }

    private void pass(RuntimeCall call, Relay.Route route, long until) {
        if (call.request().method() == HttpMethod.POST) {
            post(call, route, until);
        } else {
            ask(call, route, until);
        }
    }

    /** A GET: may be asked as often as it takes. */
    private void ask(RuntimeCall call, Relay.Route route, long until) {
        boolean poll = isPoll(call);
        if (poll) {
            parked.put(call, route.to());
        }
        relay.send(call.request(), null, route, new Relay.Ending() {
            @Override
            public void answering(int status) {
                parked.remove(call);
                if (status == 200 && RuntimeApi.NEXT.equals(call.request().path())) {
                    working(call);
                }
            }

            @Override
            public void moved() {
                parked.remove(call);
                over(call, route);
                again(call, until);
            }

            @Override
            public void lost(boolean sent) {
                parked.remove(call);
                again(call, until);
            }

            @Override
            public void answered() {
                parked.remove(call);
            }
        });
    }

    /** A former owner that has nothing under way with the environment has not been able to say so yet. */
    private void over(RuntimeCall call, Relay.Route route) {
        if (route.engaged()) {
            dispatcher.disengaged(call.caller(), false);
        }
    }

    private void working(RuntimeCall call) {
        HttpConnection connection = call.request().connection();
        working.put(call.caller(), connection);
        connection.closeHandler(nothing -> working.remove(call.caller(), connection));
    }

    /** What is posted cannot be posted twice, for its body is gone. */
    private void post(RuntimeCall call, Relay.Route route, long until) {
        posts++;
        Trailers trailers = Trailers.of(call.request());
        relay.pipe(call.request(), trailers::all, route, new Relay.Ending() {
            @Override
            public void moved() {
                posts--;
                over(call, route);
                RuntimeAnswers.invalidRequestId(call.request().response());
            }

            @Override
            public void lost(boolean sent) {
                posts--;
                if (!sent) {
                    again(call, until);
                    return;
                }
                RuntimeAnswers.error(
                        call.request().response(),
                        500,
                        "InternalServerError",
                        "The gateway that waits for this is gone.");
            }

            @Override
            public void answered() {
                posts--;
            }
        });
    }

    private void again(RuntimeCall call, long until) {
        if (call.request().response().closed()) {
            return;
        }
        if (draining && isPoll(call) && !PeerRequest.isRelayed(call.request()) && homes.hasHeirs()) {
            call.request().connection().close(); // its runtime asks again, and comes to another replica
            return;
        }
        if (!isPoll(call) && ports.clock().nanos() > until) {
            RuntimeAnswers.error(
                    call.request().response(), 503, "ServiceUnavailable", "No gateway has this namespace now.");
            return;
        }
        if (call.request().method() == HttpMethod.POST) {
            hold(call);
        }
        Vertx.currentContext().owner().setTimer(LOOK_AGAIN_MILLIS, timer -> serve(call, until, true));
    }

    private static boolean isPoll(RuntimeCall call) {
        return call.request().method() == HttpMethod.GET
                && (RuntimeApi.NEXT.equals(call.request().path())
                        || RuntimeApi.STANDBY.equals(call.request().path()));
    }

    /**
     * Takes back the polls that are parked elsewhere; each connection is closed once that is certain. Again and again, for a
     * poll may be on its way when it is asked back.
     */
    void drain() {
        draining = true;
        Map.copyOf(parked).forEach((call, owner) -> ports.peers().withdraw(owner, call.caller()));
        Vertx.currentContext().owner().setTimer(WITHDRAW_AGAIN_MILLIS, timer -> drain());
    }

    /** How many environments are parked at or work for other replicas over connections here, or post outcomes to them. */
    int underWay() {
        return posts + working.size() + parked.size();
    }
}
