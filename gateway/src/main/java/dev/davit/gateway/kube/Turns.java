package dev.davit.gateway.kube;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets so many questions be under way at once and no more; the others wait their turn, and nobody blocks. */
final class Turns {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;
    private boolean calling;

    Turns(int most) {
        this.free = most;
    }

    /** Asks, now or when it is its turn. */
    <T> CompletionStage<T> take(Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(() -> ask(question, answer));
        }
        call();
        return answer;
    }

    private <T> void ask(Supplier<CompletionStage<T>> question, CompletableFuture<T> answer) {
        CompletionStage<T> stage;
        try {
            stage = question.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((value, failure) -> {
            synchronized (this) {
                free++;
            }
            call();
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    /** A loop of one thread at a time: a question that is answered at once must not call the next one deeper in the stack. */
    private void call() {
        synchronized (this) {
            if (calling) {
                return;
            }
            calling = true;
        }
        for (Runnable turn = next(); turn != null; turn = next()) {
            turn.run();
        }
    }

    private synchronized Runnable next() {
        Runnable turn = free > 0 ? waiting.poll() : null;
        if (turn == null) {
            calling = false;
        } else {
            free--;
        }
        return turn;
    }
}
