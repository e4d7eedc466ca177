package dev.davit.gateway.app;

import dev.davit.gateway.async.AsyncInvocations;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Handover;
import dev.davit.gateway.dispatch.Neighbours;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.http.peer.PeerClient;
import dev.davit.gateway.http.peer.PeerToken;
import dev.davit.gateway.http.peer.Relay;
import dev.davit.gateway.peer.Homes;
import dev.davit.gateway.peer.Members;
import dev.davit.gateway.peer.Tenants;
import dev.davit.gateway.peer.Where;
import dev.davit.gateway.scale.PoolWrites;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** This replica among the others: joins the rules of who has what with those who have it. Owner thread only, once it is made. */
final class Peers implements Neighbours, Tenants {

    private static final long TELL_AGAIN_MILLIS = 200;
    private static final int MOST_TELLS = 300;

    private final String self;
    private final EventLoop loop;
    private final PeerToken token;
    private final Relay relay;
    private final PeerClient client;
    private final Homes homes;
    private Dispatcher dispatcher;
    private PoolWrites writes;
    private AsyncInvocations events;
    private Members seen = Members.NONE;
    private boolean ready;

    /** A replica of that name; null when it is the only one. */
    Peers(String self, EventLoop loop, KeySource keys) {
        this.self = self == null ? "" : self;
        this.loop = loop;
        this.token = new PeerToken(keys);
        this.relay = self == null ? null : new Relay(loop.client(), token);
        this.client = self == null ? null : new PeerClient(relay);
        this.homes = self == null ? Homes.alone() : Homes.of(self, this, client);
    }

    /** What the namespaces are for that it has; {@code events} may be null. */
    void serve(Dispatcher to, PoolWrites with, AsyncInvocations and) {
        dispatcher = to;
        writes = with;
        events = and;
    }

    Homes homes() {
        return homes;
    }

    Relay relay() {
        return relay;
    }

    PeerClient client() {
        return client;
    }

    PeerToken token() {
        return token;
    }

    /** These replicas are there now; nothing comes of it before {@link #ready}. */
    void seen(Members members) {
        seen = members;
        if (ready) {
            homes.seen(members);
        }
    }

    /** The cluster is known: this replica can take up what is its. */
    void ready() {
        ready = true;
        homes.seen(seen);
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public boolean isHere(String namespace) {
        return homes.isHere(namespace);
    }

    @Override
    public void disengaged(EnvironmentId id, boolean retire) {
        tell(id, retire, MOST_TELLS);
    }

    private void tell(EnvironmentId id, boolean retire, int tries) {
        switch (homes.where(id.namespace())) {
            case Where.Here here -> dispatcher.disengaged(id, retire);
            case Where.There there ->
                client.disengaged(there.member(), id, retire).onFailure(failure -> tellAgain(id, retire, tries));
            case Where.Soon soon -> tellAgain(id, retire, tries);
        }
    }

    private void tellAgain(EnvironmentId id, boolean retire, int tries) {
        if (tries > 0) {
            Vertx.currentContext().owner().setTimer(TELL_AGAIN_MILLIS, timer -> tell(id, retire, tries - 1));
        }
    }

    @Override
    public void take(Predicate<String> namespaces, Handover known) {
        dispatcher.take(namespaces, known);
        if (events != null) {
            events.lookAgain();
        }
    }

    @Override
    public CompletionStage<Handover> release(Predicate<String> namespaces) {
        Handover handover = dispatcher.release(namespaces);
        return writes.release(namespaces).handleAsync((nothing, failure) -> handover, loop.owner());
    }

    @Override
    public void lost(String holder) {
        dispatcher.lost(holder);
    }
}
