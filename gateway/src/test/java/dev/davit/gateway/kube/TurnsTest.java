package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2);
    private final List<CompletableFuture<String>> asked = new ArrayList<>();

    private CompletableFuture<String> ask() {
        return turns.take(() -> {
                    CompletableFuture<String> answer = new CompletableFuture<>();
                    asked.add(answer);
                    return answer;
                })
                .toCompletableFuture();
    }

    @Test
    void asksTwoAtOnceAndTheOthersInOrderAsTurnsBecomeFree() {
        List<CompletableFuture<String>> answers = List.of(ask(), ask(), ask(), ask());
        assertThat(asked).hasSize(2);
        asked.get(1).complete("b");
        assertThat(asked).hasSize(3);
        assertThat(answers.get(1)).isCompletedWithValue("b");
        asked.get(0).completeExceptionally(new IllegalStateException("down"));
        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(asked).hasSize(4);
        asked.get(2).complete("c");
        asked.get(3).complete("d");
        assertThat(answers.get(3)).isCompletedWithValue("d");
        ask();
        ask();
        ask();
        assertThat(asked).hasSize(6);
    }

    @Test
    void givesTheTurnBackWhenAQuestionCannotBeAsked() {
        for (int i = 0; i < 3; i++) {
            CompletionStage<String> answer = turns.take(() -> {
                throw new IllegalStateException("closed");
            });
            assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        }
    }

    @Test
    void takesThousandsThatAreAnsweredAtOnce() {
        CompletableFuture<String> first = ask();
        CompletableFuture<String> second = ask();
        List<CompletionStage<String>> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(turns.take(() -> CompletableFuture.completedFuture("x")));
        }
        asked.get(0).complete("a");
        asked.get(1).complete("b");
        assertThat(first).isCompletedWithValue("a");
        assertThat(second).isCompletedWithValue("b");
        assertThat(many)
                .allSatisfy(each -> assertThat(each.toCompletableFuture()).isCompletedWithValue("x"));
    }
}
