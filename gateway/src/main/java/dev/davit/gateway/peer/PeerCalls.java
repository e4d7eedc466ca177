package dev.davit.gateway.peer;

import dev.davit.gateway.dispatch.Handover;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Port: what replicas say to each other about namespaces. Called on the owner thread, completes on it. */
public interface PeerCalls {

    /**
     * Asks a replica to let go what belongs to {@code claimer} when {@code names} are the candidates. Completes
     * exceptionally when it does not answer within two seconds.
     */
    CompletionStage<Handover> claim(Member from, String claimer, Set<String> names);

    /** Passes on what a former owner said of a namespace that is that replica's now. */
    void passOn(Member owner, Handover handover);
}
