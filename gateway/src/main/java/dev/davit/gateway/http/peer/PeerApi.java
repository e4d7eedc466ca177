package dev.davit.gateway.http.peer;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.peer.Homes;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Serves the other replicas: what they relay, and what they ask themselves. Whoever has no token is answered 403. */
public final class PeerApi implements Handler<HttpServerRequest> {

    static final String CLAIM = "/claim";
    static final String DISENGAGED = "/disengaged";
    static final String PASSED_ON = "/passed-on";
    static final String HOLDS = "/holds";
    static final String WITHDRAW = "/withdraw";

    private final PeerToken token;
    private final Homes homes;
    private final Dispatcher dispatcher;
    private final Handler<HttpServerRequest> invoke;
    private final Handler<HttpServerRequest> runtime;
    private final Handler<HttpServerRequest> balanced;

    /** {@code invoke}, {@code runtime} and {@code balanced} get what is relayed for them. */
    public PeerApi(
            PeerToken token,
            Homes homes,
            Dispatcher dispatcher,
            Handler<HttpServerRequest> invoke,
            Handler<HttpServerRequest> runtime,
            Handler<HttpServerRequest> balanced) {
        this.token = token;
        this.homes = homes;
        this.dispatcher = dispatcher;
        this.invoke = invoke;
        this.runtime = runtime;
        this.balanced = balanced;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!token.proves(request.getHeader(PeerRequest.TOKEN))) {
            request.response().setStatusCode(403).end();
            return;
        }
        PeerRequest.believe(request);
        switch (request.getHeader(PeerRequest.API)) {
            case PeerRequest.INVOKE -> invoke.handle(request);
            case PeerRequest.RUNTIME -> runtime.handle(request);
            case PeerRequest.BALANCED -> balanced.handle(request);
            case null, default -> own(request);
        }
    }

    private void own(HttpServerRequest request) {
        String path = request.method() == HttpMethod.POST ? request.path() : "";
        switch (path) {
            case CLAIM -> read(request, message -> claim(request, message));
            case DISENGAGED -> read(request, message -> disengaged(request, message));
            case WITHDRAW ->
                read(request, message -> {
                    dispatcher.withdraw(PeerMessages.environment(message));
                    answer(request, new JsonObject());
                });
            case PASSED_ON ->
                read(request, message -> {
                    PeerMessages.handover(message).without(none -> false).forEach(homes::passedOn);
                    answer(request, new JsonObject());
                });
            case HOLDS ->
                read(
                        request,
                        message -> answer(
                                request,
                                new JsonObject().put("holds", dispatcher.isAtWork(PeerMessages.environment(message)))));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void claim(HttpServerRequest request, JsonObject message) {
        homes.claimed(message.getString("claimer"), PeerMessages.candidates(message))
                .thenAccept(handover -> answer(request, PeerMessages.handover(handover)));
    }

    private void disengaged(HttpServerRequest request, JsonObject message) {
        EnvironmentId id = PeerMessages.environment(message);
        if (homes.isHere(id.namespace())) {
            dispatcher.disengaged(id, message.getBoolean("retire"));
            answer(request, new JsonObject());
        } else {
            PeerRequest.moved(request);
        }
    }

    private static void read(HttpServerRequest request, Consumer<JsonObject> then) {
        request.body().onSuccess(body -> {
            JsonObject message;
            try {
                message = body.toJsonObject();
            } catch (RuntimeException e) {
                request.response().setStatusCode(400).end(e.getMessage());
                return;
            }
            then.accept(message);
        });
    }

    private static void answer(HttpServerRequest request, JsonObject message) {
        if (!request.response().closed()) {
            request.response().end(message.toBuffer());
        }
    }
}
