package dev.davit.gateway.http.peer;

import dev.davit.gateway.dispatch.Handover;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.peer.Member;
import dev.davit.gateway.peer.PeerCalls;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a replica asks another by itself, not for a caller. Owner thread only. */
public final class PeerClient implements PeerCalls {

    private static final long PATIENCE_MILLIS = 2000;

    private final Relay relay;

    /** Asks over the relay's connections. */
    public PeerClient(Relay relay) {
        this.relay = relay;
    }

    @Override
    public CompletionStage<Handover> claim(Member from, String claimer, Set<String> names) {
        return post(from, PeerApi.CLAIM, PeerMessages.claim(claimer, names))
                .map(PeerMessages::handover)
                .toCompletionStage();
    }

    @Override
    public void passOn(Member owner, Handover handover) {
        post(owner, PeerApi.PASSED_ON, PeerMessages.handover(handover));
    }

    /** Finds the replica that waits for an outcome of the environment; null when none does. */
    public Future<Member> holder(List<Member> among, EnvironmentId id) {
        List<Future<Member>> answers = among.stream()
                .map(member -> post(member, PeerApi.HOLDS, PeerMessages.environment(id))
                        .map(answer -> answer.getBoolean("holds") ? member : null)
                        .otherwise((Member) null))
                .toList();
        return Future.join(answers).map(all -> answers.stream()
                .map(Future::result)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    }

    /** Tells a namespace's owner that an environment is done with what it had from here. */
    public Future<Void> disengaged(Member owner, EnvironmentId id, boolean retire) {
        return post(owner, PeerApi.DISENGAGED, PeerMessages.environment(id).put("retire", retire))
                .mapEmpty();
    }

    /** Takes back an environment's poll that was relayed: it will be told that it has moved, unless it is answered already. */
    public void withdraw(Member owner, EnvironmentId id) {
        post(owner, PeerApi.WITHDRAW, PeerMessages.environment(id));
    }

    private Future<JsonObject> post(Member to, String path, JsonObject message) {
        String proof = relay.token().current();
        if (proof == null) {
            return Future.failedFuture("There is no key to prove this replica with yet");
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(to.host())
                .setPort(to.port())
                .setURI(path)
                .setTimeout(PATIENCE_MILLIS);
        return relay.client()
                .request(options)
                .compose(request -> request.putHeader(PeerRequest.TOKEN, proof).send(message.toBuffer()))
                .compose(response -> response.body().compose(body -> answer(to, response.statusCode(), body)));
    }

    private static Future<JsonObject> answer(Member to, int status, Buffer body) {
        return status == 200
                ? Future.succeededFuture(body.toJsonObject())
                : Future.failedFuture("Gateway " + to.name() + " answered " + status);
    }
}
