package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionUrlIdTest {

    @Test
    void isTheSameForEver() {
        assertThat(FunctionUrlId.of("team-a", "hello", null)).isEqualTo(FunctionUrlId.of("team-a", "hello", null));
        assertThat(FunctionUrlId.of("team-a", "hello", null)).matches("[a-z2-7]{32}");
        assertThat(FunctionUrlId.isId(FunctionUrlId.of("team-a", "hello", "live")))
                .isTrue();
    }

    @Test
    void isAnotherForEveryNamespaceFunctionAndQualifier() {
        assertThat(FunctionUrlId.of("team-a", "hello", null))
                .isNotEqualTo(FunctionUrlId.of("team-b", "hello", null))
                .isNotEqualTo(FunctionUrlId.of("team-a", "other", null))
                .isNotEqualTo(FunctionUrlId.of("team-a", "hello", "live"));
    }

    @Test
    void tellsAnIdFromOtherNames() {
        assertThat(FunctionUrlId.isId("www")).isFalse();
        assertThat(FunctionUrlId.isId("A".repeat(32))).isFalse();
        assertThat(FunctionUrlId.isId("a".repeat(31) + "%")).isFalse();
        assertThat(FunctionUrlId.isId("a".repeat(33))).isFalse();
    }
}
