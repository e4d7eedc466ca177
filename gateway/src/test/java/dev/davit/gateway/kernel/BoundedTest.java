package dev.davit.gateway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedTest {
    @Test
    void forgetsWhatWasPutFirst() {
        Map<String, Integer> map = filled(Bounded.latest(2));
        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void forgetsWhatWasUsedLeast() {
        Map<String, Integer> map = filled(Bounded.used(2));
        assertThat(map).containsOnlyKeys("a", "c");
    }

    private static Map<String, Integer> filled(Map<String, Integer> map) {
        map.put("a", 1);
        map.put("b", 2);
        assertThat(map.get("a")).isEqualTo(1);
        map.put("c", 3);
        return map;
    }
}
