package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.kernel.EventWriter.Happening;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private static Condition condition(String type, String status, String reason) {
        return condition(type, status, reason, 1);
    }

    private static Condition condition(String type, String status, String reason, long generation) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("what happened")
                .withObservedGeneration(generation)
                .build();
    }

    @Test
    void warnsOnceForAPartThatTurnedFalseAndNotForReadyThatFollows() {
        List<Condition> after = List.of(
                condition("Ready", "False", "CodeTooLarge"),
                condition("Accepted", "False", "CodeTooLarge"),
                condition("Stalled", "True", "CodeTooLarge"));
        assertThat(EventWriter.happenings(List.of(), after))
                .containsExactly(Happening.warning("CodeTooLarge", "what happened"));
        assertThat(EventWriter.happenings(after, after)).isEmpty();
    }

    @Test
    void warnsAgainWhenTheReasonOrTheGenerationChanged() {
        List<Condition> before = List.of(condition("Accepted", "False", "A"));
        assertThat(EventWriter.happenings(before, List.of(condition("Accepted", "False", "B"))))
                .hasSize(1);
        assertThat(EventWriter.happenings(before, List.of(condition("Accepted", "False", "A", 2))))
                .hasSize(1);
    }

    @Test
    void tellsReadyOnceAndSaysNothingOfWaiting() {
        List<Condition> ready = List.of(condition("Ready", "True", "Ready"));
        assertThat(EventWriter.happenings(null, ready)).containsExactly(Happening.normal("Ready", "what happened"));
        assertThat(EventWriter.happenings(ready, List.of(condition("Ready", "True", "Other", 2))))
                .isEmpty();
        assertThat(EventWriter.happenings(ready, List.of(condition("Accepted", "Unknown", "Pending"))))
                .isEmpty();
    }
}
