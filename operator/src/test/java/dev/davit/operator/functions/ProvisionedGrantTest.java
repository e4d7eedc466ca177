package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.functions.ProvisionedGrant.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionedGrantTest {
    private static final ProvisionedGrant NEW = new ProvisionedGrant("2 Version b", 0);

    private static ProvisionedGrant grant(String created, int executions) {
        return new ProvisionedGrant(created, executions);
    }

    @Test
    void grantsWhatIsAskedWhereNothingIsReservedOrEnough() {
        assertThat(NEW.decide(50, List.of(grant("1", 900)), null).granted()).isEqualTo(50);
        assertThat(NEW.decide(2, List.of(grant("1", 3)), 5)).isEqualTo(new Decision(2, java.util.Optional.empty()));
    }

    @Test
    void refusesMoreThanIsReservedWithAwssWordsAndTheNumberThatWouldDo() {
        Decision decision = NEW.decide(3, List.of(grant("1", 2), grant("3", 1)), 5);
        assertThat(decision.granted()).isZero();
        assertThat(decision.refusal()).hasValueSatisfying(words -> assertThat(words)
                .startsWith("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function.")
                .contains("have 3 provisioned", "ask for 2 at most"));
    }

    @Test
    void keepsWhatItHasWhenItCannotHaveMore() {
        Decision decision = grant("2", 2).decide(9, List.of(grant("1", 2)), 5);
        assertThat(decision.granted()).isEqualTo(2);
        assertThat(decision.refusal()).isPresent();
    }

    @Test
    void endsTheYoungersOfTwoThatWereGrantedAtOnce() {
        ProvisionedGrant older = grant("1", 3);
        ProvisionedGrant younger = grant("2", 3);
        assertThat(older.decide(3, List.of(younger), 5).granted()).isEqualTo(3);
        assertThat(younger.decide(3, List.of(older), 5).granted()).isZero();
    }

    @Test
    void endsWhenTheReservationThatWasGrantedMeanwhileIsLess() {
        assertThat(grant("1", 3).decide(3, List.of(), 2).granted()).isZero();
        assertThat(grant("1", 3).decide(2, List.of(), 2).granted()).isEqualTo(2);
    }
}
