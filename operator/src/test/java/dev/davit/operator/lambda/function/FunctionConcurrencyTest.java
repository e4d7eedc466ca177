package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionConcurrencyTest {

    private static GivenFunction asking(Integer reserved) {
        return GivenFunction.python().spec(spec -> spec.reservedConcurrentExecutions = reserved);
    }

    @Test
    void grantsWhatLeavesAHundredForTheOthers() {
        assertThat(FunctionConcurrency.check(asking(600).account(1000, 300).inputs()))
                .isEmpty();
        assertThat(FunctionConcurrency.check(asking(null).account(1000, 5000).inputs()))
                .isEmpty();
        assertThat(FunctionConcurrency.check(asking(0).account(1000, 5000).inputs()))
                .isEmpty();
    }

    @Test
    void refusesMoreWithAwssWordsAndTheNumberThatWouldDo() {
        Optional<Outcome.Rejection> refused =
                FunctionConcurrency.check(asking(601).account(1000, 300).inputs());
        assertThat(refused).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(FunctionReason.ConcurrencyExceeded);
            assertThat(rejection.message())
                    .startsWith("Specified ReservedConcurrentExecutions for function decreases account's"
                            + " UnreservedConcurrentExecution below its minimum value of [100].")
                    .contains("At most 600 can be reserved here");
        });
    }

    @Test
    void keepsWhatWasGrantedWhenTheOthersGetMore() {
        FunctionInputs inputs = asking(600).account(1000, 700).inputs();
        inputs.function().getStatus().reservedConcurrentExecutions = 600;
        assertThat(FunctionConcurrency.check(inputs)).isEmpty();
    }

    @Test
    void refusesLessThanIsProvisionedWithAwssWordsAndKeepsWhatItHad() {
        GivenFunction given = asking(1)
                .published(
                        List.of(Publications.version("v1", "1", "hello-r1", 2)),
                        List.of(Publications.alias("live", "1", 1)));
        FunctionInputs inputs = given.inputs();
        inputs.function().getStatus().reservedConcurrentExecutions = 5;
        assertThat(FunctionConcurrency.check(inputs)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(FunctionReason.ReservedBelowProvisioned);
            assertThat(rejection.message())
                    .startsWith("ReservedConcurrentExecutions 1 should not be lower than function's total provisioned"
                            + " concurrency [3].");
        });
        assertThat(FunctionConcurrency.granted(inputs)).isEqualTo(5);
        inputs.spec().reservedConcurrentExecutions = 3;
        assertThat(FunctionConcurrency.granted(inputs)).isEqualTo(3);
    }

    @Test
    void standsWhenMoreWasProvisionedAtTheSameTime() {
        FunctionInputs inputs = asking(1)
                .published(List.of(Publications.version("v1", "1", "hello-r1", 2)), List.of())
                .inputs();
        inputs.function().getStatus().reservedConcurrentExecutions = 1;
        assertThat(FunctionConcurrency.check(inputs)).as("the version yields").isEmpty();
    }

    @Test
    void isGrantedWhateverElseIsWrong() {
        FunctionInputs broken = GivenFunction.python()
                .spec(spec -> {
                    spec.runtime = "cobol";
                    spec.reservedConcurrentExecutions = 0;
                })
                .inputs();
        broken.function().getStatus().reservedConcurrentExecutions = 5;
        assertThat(FunctionConcurrency.granted(broken)).isZero();
    }
}
