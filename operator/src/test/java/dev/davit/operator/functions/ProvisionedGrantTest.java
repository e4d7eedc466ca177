package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.functions.ProvisionedGrant.Decision;
import dev.davit.operator.functions.ProvisionedGrant.Room;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionedGrantTest {
    private static final ProvisionedGrant NEW = new ProvisionedGrant("2 Version b", 0);

    private static ProvisionedGrant grant(String created, int executions) {
        return new ProvisionedGrant(created, executions);
    }

    private static Room reserving(int executions) {
        return new Room(executions, 0);
    }

    @Test
    void refusesMoreThanTheNamespaceCanSpareAndLetsWhatWasGrantedStand() {
        Decision decision = NEW.decide(3, List.of(grant("1", 8)), new Room(null, 10));
        assertThat(decision.granted()).isZero();
        assertThat(decision.refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.account()).isTrue();
            assertThat(refusal.words())
                    .startsWith("Specified ConcurrentExecutions for function decreases account's"
                            + " UnreservedConcurrentExecution below its minimum value of [100].")
                    .contains("At most 2");
        });
        assertThat(grant("2", 3)
                        .decide(3, List.of(grant("1", 8)), new Room(null, 0))
                        .granted())
                .isEqualTo(3);
        assertThat(grant("2", 3)
                        .decide(30, List.of(grant("1", 8)), new Room(null, 10))
                        .granted())
                .isEqualTo(3);
    }

    @Test
    void grantsWhatIsAskedWhereNothingIsReservedOrEnough() {
        assertThat(NEW.decide(50, List.of(grant("1", 900)), new Room(null, 950)).granted())
                .isEqualTo(50);
        assertThat(NEW.decide(2, List.of(grant("1", 3)), reserving(5))).isEqualTo(new Decision(2, Optional.empty()));
    }

    @Test
    void refusesMoreThanIsReservedWithAwssWordsAndTheNumberThatWouldDo() {
        Decision decision = NEW.decide(3, List.of(grant("1", 2), grant("3", 1)), reserving(5));
        assertThat(decision.granted()).isZero();
        assertThat(decision.refusal()).hasValueSatisfying(refusal -> assertThat(refusal.words())
                .startsWith("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function.")
                .contains("have 3 provisioned", "ask for 2 at most"));
    }

    @Test
    void keepsWhatItHasWhenItCannotHaveMore() {
        Decision decision = grant("2", 2).decide(9, List.of(grant("1", 2)), reserving(5));
        assertThat(decision.granted()).isEqualTo(2);
        assertThat(decision.refusal()).isPresent();
    }

    @Test
    void endsTheYoungersOfTwoThatWereGrantedAtOnce() {
        ProvisionedGrant older = grant("1", 3);
        ProvisionedGrant younger = grant("2", 3);
        assertThat(older.decide(3, List.of(younger), reserving(5)).granted()).isEqualTo(3);
        assertThat(younger.decide(3, List.of(older), reserving(5)).granted()).isZero();
    }

    @Test
    void endsWhenTheReservationThatWasGrantedMeanwhileIsLess() {
        assertThat(grant("1", 3).decide(3, List.of(), reserving(2)).granted()).isZero();
        assertThat(grant("1", 3).decide(2, List.of(), reserving(2)).granted()).isEqualTo(2);
    }
}
