package dev.davit.gateway.peer;

import dev.davit.gateway.dispatch.Handover;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Port: what a replica dispatches for the namespaces it has. Called on the owner thread. */
public interface Tenants {

    /** Takes these namespaces up; {@code known} is what their former owners said of them. */
    void take(Predicate<String> namespaces, Handover known);

    /**
     * Lets these namespaces go, at once. Completes, on the owner thread, when nothing that was written for them is under way
     * any more.
     */
    CompletionStage<Handover> release(Predicate<String> namespaces);

    /** A replica is gone with whatever it still worked on. */
    void lost(String holder);
}
