package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void joinsShortNamesAsTheyAre() {
        assertThat(Names.join("hello", "abcde")).isEqualTo("hello-abcde");
    }

    @Test
    void cutsLongNamesToTheLimitAndKeepsThemApart() {
        String one = Names.join("a".repeat(80) + "1", "xy");
        String two = Names.join("a".repeat(80) + "2", "xy");
        assertThat(one).hasSize(Names.LIMIT).endsWith("-xy").isNotEqualTo(two);
    }

    @Test
    void leavesNoSeparatorBeforeTheHashWhenCuttingThere() {
        assertThat(Names.fit("abc-------------defgh", 16)).matches("abc-[a-z2-7]{6}");
    }

    @Test
    void cutsMessagesVisibly() {
        assertThat(Names.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(Names.cut("abcd", 4)).isEqualTo("abcd");
    }
}
