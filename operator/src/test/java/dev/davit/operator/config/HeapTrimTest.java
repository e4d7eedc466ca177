package dev.davit.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTrimTest {

    private static final long MIB = 1 << 20;

    @Test
    void collectsWhatHasBecomeOldByAQuarterAndEightMebibytes() {
        assertThat(HeapTrim.isWorthIt(40 * MIB, 30 * MIB)).isTrue();
        assertThat(HeapTrim.isWorthIt(38 * MIB, 30 * MIB)).isFalse();
        assertThat(HeapTrim.isWorthIt(115 * MIB, 100 * MIB)).isFalse();
        assertThat(HeapTrim.isWorthIt(126 * MIB, 100 * MIB)).isTrue();
    }

    @Test
    void collectsOnceAfterTheStart() {
        assertThat(HeapTrim.isWorthIt(29 * MIB, 0)).isTrue();
        assertThat(HeapTrim.isWorthIt(21 * MIB, 20 * MIB)).isFalse();
    }

    @Test
    void collectsWhatIsLeftOverOnceNothingBecomesOldAnyMore() {
        assertThat(HeapTrim.isQuiet(33 * MIB, 33 * MIB) && HeapTrim.isLeftOver(33 * MIB, 30 * MIB))
                .isTrue();
        assertThat(HeapTrim.isQuiet(33 * MIB, 32 * MIB)).isFalse();
        assertThat(HeapTrim.isLeftOver(31 * MIB, 30 * MIB)).isFalse();
    }
}
