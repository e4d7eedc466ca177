package dev.davit.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P1 and P3. */
class RendezvousTest {

    private static final List<String> NAMES =
            List.of("davit-gateway-6f7d8c9b5-2xk4p", "davit-gateway-6f7d8c9b5-9qz7m", "davit-gateway-6f7d8c9b5-fk2tw");
    private static final List<String> NAMESPACES =
            IntStream.range(0, 3000).mapToObj(i -> "team-" + i).toList();

    @Test
    void theOrderOfNamesDoesNotMatter() {
        List<String> reversed = new ArrayList<>(NAMES).reversed();
        assertThat(NAMESPACES).allSatisfy(namespace -> assertThat(Rendezvous.owner(reversed, namespace))
                .isEqualTo(Rendezvous.owner(NAMES, namespace)));
    }

    @Test
    void everyReplicaGetsItsShare() {
        Map<String, Integer> shares = new HashMap<>();
        NAMESPACES.forEach(namespace -> shares.merge(Rendezvous.owner(NAMES, namespace), 1, Integer::sum));
        assertThat(shares.values()).hasSize(3).allSatisfy(share -> assertThat(share)
                .isBetween(900, 1100));
    }

    @Test
    void onlyWhatAReplicaGainsOrHadMoves() {
        List<String> fewer = NAMES.subList(0, 2);
        for (String namespace : NAMESPACES) {
            String before = Rendezvous.owner(NAMES, namespace);
            if (fewer.contains(before)) {
                assertThat(Rendezvous.owner(fewer, namespace)).isEqualTo(before);
            }
        }
    }

    @Test
    void nobodyOwnsAnythingWhereNobodyIs() {
        assertThat(Rendezvous.owner(List.of(), "team")).isNull();
    }
}
