package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineageTest {

    private static final String ECHO = "arn:aws:lambda:us-east-1:123456789012:function:echo";
    private static final String OTHER = "arn:aws:lambda:us-east-1:123456789012:function:other";

    @Test
    void countsTheTurnsThroughEachFunction() {
        String trace = "Root=1-2-3;Sampled=0";
        assertThat(Lineage.turns(trace, ECHO)).isZero();
        for (int turn = 1; turn <= 20; turn++) {
            trace = Lineage.through(Lineage.through(trace, ECHO), OTHER);
            assertThat(Lineage.turns(trace, ECHO)).isEqualTo(turn);
            assertThat(Lineage.turns(trace, OTHER)).isEqualTo(turn);
        }
        assertThat(trace)
                .startsWith("Root=1-2-3;Sampled=0;Lineage=")
                .matches(".*Lineage=[0-9a-f]{8}:20\\|[0-9a-f]{8}:20");
    }

    @Test
    void readsWhatACallerSendsWithoutTrust() {
        assertThat(Lineage.turns(null, ECHO)).isZero();
        assertThat(Lineage.turns("Lineage=nonsense", ECHO)).isZero();
        assertThat(Lineage.turns("Lineage=", ECHO)).isZero();
        String mine = Lineage.through("Lineage=|||;;", ECHO);
        assertThat(Lineage.turns(mine, ECHO)).isEqualTo(1);
        assertThat(Lineage.turns(mine.replace(":1", ":-5"), ECHO)).isZero();
        assertThat(Lineage.turns(mine.replace(":1", ":99999999999"), ECHO)).isZero();
    }

    @Test
    void staysShortHoweverManyFunctionsThereAre() {
        String trace = "Root=1";
        for (int i = 0; i < 1000; i++) {
            trace = Lineage.through(trace, OTHER + i);
        }
        assertThat(trace.length()).isLessThan(250);
    }
}
