package dev.davit.testkit.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @Test
    void oneNodeUnlessSomethingIsSaid() {
        assertThat(Shape.parse(null)).isEqualTo(new Shape(1, List.of()));
        assertThat(Shape.parse("  ")).isEqualTo(new Shape(1, List.of()));
        assertThat(Shape.parse(null).zone(0)).isNull();
    }

    @Test
    void zonesAreGivenInTurn() {
        Shape shape = Shape.parse("--nodes 3 --zones a,b");
        assertThat(shape.nodes()).isEqualTo(3);
        assertThat(List.of(shape.zone(0), shape.zone(1), shape.zone(2))).containsExactly("a", "b", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--outside | only the built-in node has a stand-in for the internet",
                "--nodes 0 | 1 to 9 nodes, not 0",
                "--nodes 10 | 1 to 9 nodes, not 10",
                "--workers 2 | is no shape of a cluster"
            })
    void whatItCannotBeIsSaid(String options, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.parse(options))
                .withMessageContaining(words);
    }
}
