package dev.davit.gateway.http.invoke;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Asks the authenticator and the authorizer, and brings their answers back to the owner thread. */
public final class Gate {

    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final Executor owner;

    /** Asks these two; {@code owner} is the thread that gets the answers. */
    public Gate(Authenticator authenticator, Authorizer authorizer, Executor owner) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.owner = owner;
    }

    /** What happens after the authorizer has spoken. */
    public interface Permission {
        void allowed();

        void denied();

        void failed();
    }

    /** Proves the caller; the answer is null when it could not be found out. */
    public void authenticate(RequestHead head, BodyHash body, java.util.function.Consumer<Authentication> then) {
        whenDone(authenticator.authenticate(head, body), (found, failure) -> then.accept(found));
    }

    /** Asks whether the caller may invoke that Function object. */
    public void authorize(Caller caller, String namespace, String function, Permission then) {
        whenDone(authorizer.mayInvoke(caller, namespace, function), (may, failure) -> {
            if (failure != null || may == null) {
                then.failed();
            } else if (may) {
                then.allowed();
            } else {
                then.denied();
            }
        });
    }

    /** At once when it is done already, else on the owner thread when it is. */
    private <T> void whenDone(CompletionStage<T> stage, BiConsumer<T, Throwable> then) {
        if (stage instanceof CompletableFuture<T> future && future.isDone()) {
            T value = null;
            Throwable failure = null;
            if (future.isCompletedExceptionally()) {
                failure = future.exceptionNow();
            } else {
                value = future.resultNow();
            }
            then.accept(value, failure);
            return;
        }
        stage.whenComplete((value, failure) -> owner.execute(() -> then.accept(value, failure)));
    }
}
