package dev.davit.operator.lambda.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.lambda.layer.LayerNumbers.Use;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerNumbersTest {
    @Test
    void countsOnFromTheLatest() {
        assertThat(LayerNumbers.next(Set.of(), List.of(), "a")).isEqualTo(1);
        assertThat(LayerNumbers.next(Set.of(1L, 4L), List.of(), "a")).isEqualTo(5);
        assertThat(LayerNumbers.next(Set.of(2L), List.of(new Use(2, "a")), "a")).isEqualTo(3);
    }

    @Test
    void aNumberThatAFunctionRunsStaysItsOwn() {
        assertThat(LayerNumbers.next(Set.of(), List.of(new Use(1, "a")), "b")).isEqualTo(2);
        assertThat(LayerNumbers.next(Set.of(1L), List.of(new Use(3, "a"), new Use(2, "c")), "b"))
                .isEqualTo(4);
    }

    @Test
    void theSameContentGetsItsNumberBack() {
        assertThat(LayerNumbers.next(Set.of(), List.of(new Use(2, "a"), new Use(1, "b")), "a"))
                .isEqualTo(2);
        assertThat(LayerNumbers.next(Set.of(3L), List.of(new Use(1, "a"), new Use(2, "a")), "a"))
                .isEqualTo(1);
    }
}
