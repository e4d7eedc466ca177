package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionPruningTest {
    private static final FunctionRevision OLD = GivenFunction.ready("old", "2026-11-23T08:00:00Z");
    private static final FunctionRevision OLDER = GivenFunction.ready("older", "2026-11-23T07:00:00Z");

    private static FunctionInputs inputs(String created) {
        return GivenFunction.python()
                .serving("new")
                .revision(OLDER)
                .revision(OLD)
                .revision(GivenFunction.ready("new", created))
                .inputs();
    }

    private static FunctionStatus serving(String revision) {
        FunctionStatus status = new FunctionStatus();
        status.revision = revision;
        return status;
    }

    @Test
    void prunesNothingBeforeTheNewestServes() {
        assertThat(FunctionPruning.candidates(inputs("2026-11-23T09:00:00Z"), serving("old"), "new"))
                .isEmpty();
        assertThat(FunctionPruning.candidates(inputs("2026-11-23T09:00:00Z"), serving(null), "new"))
                .isEmpty();
    }

    @Test
    void prunesWhatNothingPointsAtOnceItsInvocationsHaveHadTheirTime() {
        FunctionInputs inputs = inputs("2026-11-23T09:59:00Z");
        FunctionPruning pruning = FunctionPruning.of(inputs, serving("new"), List.of(OLD, OLDER), Set.of("older"));
        assertThat(pruning.now()).containsExactly(OLD);
        assertThat(pruning.later()).isEmpty();
    }

    @Test
    void waitsForInvocationsThatMayStillRun() {
        FunctionInputs inputs = inputs("2026-11-23T09:59:30Z"); // timeout 30 s, slack 15 s
        FunctionPruning pruning = FunctionPruning.of(inputs, serving("new"), List.of(OLD), Set.of());
        assertThat(pruning.now()).isEmpty();
        assertThat(pruning.later()).contains(Duration.ofSeconds(15));
    }

    @Test
    void countsFromWhenTheRevisionTookOverNotFromItsMaking() {
        FunctionStatus status = serving("new");
        status.conditions = GivenFunction.python()
                .readySince("2026-11-23T09:59:50Z")
                .inputs()
                .status()
                .conditions;
        FunctionPruning pruning = FunctionPruning.of(inputs("2026-11-23T09:00:00Z"), status, List.of(OLD), Set.of());
        assertThat(pruning.now()).isEmpty();
    }
}
