package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionSetTest {

    private static final ConditionSet SET = ConditionSet.of("Accepted", "Running");
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant T1 = T0.plusSeconds(60);

    private enum Why implements Reason {
        Good,
        Waiting,
        Broken,
        Wrong
    }

    @Test
    void isReadyWhenEveryPartIsTrue() {
        List<Condition> all = good(null, T0);
        assertThat(all)
                .extracting(Condition::getType, Condition::getStatus)
                .containsExactly(
                        tuple("Ready", "True"),
                        tuple("Accepted", "True"),
                        tuple("Running", "True"),
                        tuple("Reconciling", "False"),
                        tuple("Stalled", "False"));
        assertThat(all).allSatisfy(c -> {
            assertThat(c.getObservedGeneration()).isEqualTo(2L);
            assertThat(c.getReason()).isNotEmpty();
            assertThat(c.getMessage()).isNotNull();
        });
    }

    @Test
    void isUnknownAndReconcilingWhenAPartIsNotMarked() {
        List<Condition> all =
                begin(null, T0).markTrue("Accepted", Why.Good, "ok").build();
        assertThat(status(all, "Ready")).isEqualTo("Unknown");
        assertThat(status(all, "Running")).isEqualTo("Unknown");
        assertThat(status(all, "Reconciling")).isEqualTo("True");
        assertThat(status(all, "Stalled")).isEqualTo("False");
    }

    @Test
    void takesAFailureBeforeAnUnknown() {
        List<Condition> all = begin(null, T0)
                .markUnknown("Accepted", Why.Waiting, "not yet")
                .markFalse("Running", Why.Broken, "it crashed")
                .build();
        assertThat(find(all, "Ready").getReason()).isEqualTo("Broken");
        assertThat(find(all, "Ready").getMessage()).isEqualTo("it crashed");
        assertThat(status(all, "Reconciling")).isEqualTo("True");
    }

    @Test
    void whatIsBesideThePartsMakesNoDifferenceToReady() {
        List<Condition> all = begin(null, T0)
                .markTrue("Accepted", Why.Good, "ok")
                .markTrue("Running", Why.Good, "ok")
                .beside("Observed", false, Why.Wrong, "something is missing")
                .build();
        assertThat(all)
                .extracting(Condition::getType, Condition::getStatus)
                .containsExactly(
                        tuple("Ready", "True"),
                        tuple("Accepted", "True"),
                        tuple("Running", "True"),
                        tuple("Observed", "False"),
                        tuple("Reconciling", "False"),
                        tuple("Stalled", "False"));
        assertThat(find(all, "Observed").getReason()).isEqualTo("Wrong");
        assertThatIllegalArgumentException().isThrownBy(() -> begin(null, T0).beside("Accepted", true, Why.Good, ""));
    }

    @Test
    void isStalledAndNotReconcilingWhenOnlySomebodyCanHelp() {
        List<Condition> all =
                begin(null, T0).markStalled("Accepted", Why.Wrong, "fix it").build();
        assertThat(status(all, "Ready")).isEqualTo("False");
        assertThat(status(all, "Reconciling")).isEqualTo("False");
        assertThat(find(all, "Stalled").getReason()).isEqualTo("Wrong");
        assertThat(find(all, "Stalled").getMessage()).isEqualTo("fix it");
    }

    @Test
    void movesTheTransitionTimeOnlyWhenTheStatusFlips() {
        List<Condition> first = good(null, T0);
        assertThat(good(first, T1)).isEqualTo(first);

        List<Condition> second = begin(first, T1)
                .markTrue("Accepted", Why.Waiting, "other words")
                .markFalse("Running", Why.Broken, "it crashed")
                .build();
        assertThat(find(second, "Accepted").getLastTransitionTime()).isEqualTo(T0.toString());
        assertThat(find(second, "Accepted").getReason()).isEqualTo("Waiting");
        assertThat(find(second, "Running").getLastTransitionTime()).isEqualTo(T1.toString());
        assertThat(find(second, "Ready").getLastTransitionTime()).isEqualTo(T1.toString());
    }

    @Test
    void cutsLongMessages() {
        List<Condition> all = begin(null, T0)
                .markFalse("Accepted", Why.Broken, "x".repeat(5000))
                .build();
        assertThat(find(all, "Accepted").getMessage())
                .hasSize(ConditionsBuilder.MAX_MESSAGE)
                .endsWith("…");
    }

    @Test
    void refusesPartsItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> begin(null, T0).markTrue("Other", Why.Good, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> ConditionSet.of("Ready"));
        assertThatIllegalArgumentException().isThrownBy(ConditionSet::of);
    }

    private static List<Condition> good(List<Condition> previous, Instant now) {
        return begin(previous, now)
                .markTrue("Accepted", Why.Good, "ok")
                .markTrue("Running", Why.Good, "runs")
                .build();
    }

    private static ConditionsBuilder begin(List<Condition> previous, Instant now) {
        return SET.begin(previous, 2L, now);
    }

    private static Condition find(List<Condition> all, String type) {
        return all.stream().filter(c -> type.equals(c.getType())).findFirst().orElseThrow();
    }

    private static String status(List<Condition> all, String type) {
        return find(all, type).getStatus();
    }

    private static org.assertj.core.groups.Tuple tuple(String type, String status) {
        return org.assertj.core.groups.Tuple.tuple(type, status);
    }
}
