package dev.davit.gateway.http.peer;

import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.peer.Homes;
import dev.davit.gateway.peer.Member;
import dev.davit.gateway.peer.Where;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Brings callers' requests to the replica that has the namespace. Owner thread only. */
public final class Switchboard {

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final Refusal NOBODY = Refusal.of(
            ErrorCode.UNAVAILABLE,
            Fault.NO_OWNER,
            "No gateway has this function's namespace now: gateways are starting, stopping or cannot reach each other. Try"
                    + " again.");
    private static final Refusal LOST = Refusal.of(
            ErrorCode.SERVICE,
            Fault.OWNER_LOST,
            "The gateway that has this function's namespace was lost before it answered; whether the function has run is not"
                    + " known. Try again.");

    private final Homes homes;
    private final Relay relay;
    private final Clock clock;
    private int underWay;

    /** Finds out with {@code homes} where a namespace is; {@code relay} may be null where everything is here. */
    public Switchboard(Homes homes, Relay relay, Clock clock) {
        this.homes = homes;
        this.relay = relay;
        this.clock = clock;
    }

    /** How many requests other replicas are answering, or wait here for a replica that will. */
    public int underWay() {
        return underWay;
    }

    /** A request that has been read; {@code targetGroup} is null but for one that came to a load balancer. */
    public record Asked(String namespace, HttpServerRequest request, Buffer body, String targetGroup) {

        /** One to the Invoke API or a function's URL. */
        public Asked(String namespace, HttpServerRequest request, Buffer body) {
            this(namespace, request, body, null);
        }

        private Relay.Route to(Member member) {
            return targetGroup == null ? Relay.Route.invoke(member) : Relay.Route.balanced(member, targetGroup);
        }
    }

    /** Runs {@code here} when the namespace is here; else has the request answered elsewhere, or says why nobody could. */
    public void route(Asked asked, Runnable here, Consumer<Refusal> failed) {
        if (homes.isHere(asked.namespace())) {
            here.run();
        } else {
            route(asked, here, failed, clock.nanos() + PATIENCE_NANOS);
        }
    }

    private void route(Asked asked, Runnable here, Consumer<Refusal> failed, long until) {
        switch (homes.where(asked.namespace())) {
            case Where.Here it -> here.run();
            case Where.Soon soon -> again(asked, here, failed, until);
            case Where.There there -> {
                if (PeerRequest.isRelayed(asked.request())) {
                    PeerRequest.moved(asked.request());
                    return;
                }
                underWay++;
                relay.send(asked.request(), asked.body(), asked.to(there.member()), new Relay.Ending() {
                    @Override
                    public void moved() {
                        underWay--;
                        again(asked, here, failed, until);
                    }

                    @Override
                    public void lost(boolean sent) {
                        underWay--;
                        if (sent) {
                            failed.accept(LOST);
                        } else {
                            again(asked, here, failed, until);
                        }
                    }

                    @Override
                    public void answered() {
                        underWay--;
                    }
                });
            }
        }
    }

    private void again(Asked asked, Runnable here, Consumer<Refusal> failed, long until) {
        if (asked.request().response().closed()) {
            return;
        }
        if (clock.nanos() > until) {
            failed.accept(NOBODY);
        } else {
            underWay++;
            Vertx.currentContext().owner().setTimer(LOOK_AGAIN_MILLIS, timer -> {
                underWay--;
                route(asked, here, failed, until);
            });
        }
    }
}
