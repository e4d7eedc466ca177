package dev.davit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.0.2.7, 192.0.2.7/32",
        "::/0, ::/0",
        "fd00:0:0:1::/64, fd00:0:0:1::/64",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
        "::1, ::1/128",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8/128"
    })
    void writesWhatItReadsInTheShortestForm(String text, String written) {
        assertThat(Cidr.of(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "a.b.c.d",
                "::1/64",
                "x",
                "",
                "300.1.1.1/32"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThat(Cidr.read(text)).isEmpty();
    }

    @Test
    void containsItsOwnFamilyOnly() {
        assertThat(Cidr.of("0.0.0.0/0").contains(Cidr.of("::/0"))).isFalse();
        assertThat(Cidr.of("10.0.0.0/8").contains(Cidr.of("10.1.0.0/16"))).isTrue();
        assertThat(Cidr.of("10.1.0.0/16").contains(Cidr.of("10.0.0.0/8"))).isFalse();
        assertThat(Cidr.of("10.1.0.0/16").overlaps(Cidr.of("10.0.0.0/8"))).isTrue();
    }

    @Test
    void joinsHalvesAndDropsWhatIsContained() {
        assertThat(Cidr.aggregate(List.of(
                        Cidr.of("10.0.1.0/24"),
                        Cidr.of("10.0.0.0/24"),
                        Cidr.of("10.0.0.7/32"),
                        Cidr.of("10.0.2.0/24"))))
                .containsExactly(Cidr.of("10.0.0.0/23"), Cidr.of("10.0.2.0/24"));
    }

    /** Against a set of addresses: the same ones, and no two blocks that could be one. */
    @Test
    void keepsTheAddressesWhateverTheBlocks() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<Cidr> blocks = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(i -> 24 + random.nextInt(9))
                    .map(bits -> Cidr.of("10.0.0." + (random.nextInt(256) >> (32 - bits) << (32 - bits)) + "/" + bits))
                    .toList();
            List<Cidr> fewer = Cidr.aggregate(blocks);
            for (int host = 0; host < 256; host++) {
                Cidr address = Cidr.of("10.0.0." + host);
                assertThat(fewer.stream().filter(b -> b.contains(address)).count())
                        .isEqualTo(blocks.stream().anyMatch(b -> b.contains(address)) ? 1 : 0);
            }
            assertThat(Cidr.aggregate(fewer)).isEqualTo(fewer);
            assertThat(fewer).hasSizeLessThanOrEqualTo(blocks.size());
        }
    }

    @Test
    void leavesOutWhatItIsToldTo() {
        assertThat(Cidr.of("10.0.0.0/8").without(List.of(Cidr.of("10.128.0.0/9"))))
                .containsExactly(Cidr.of("10.0.0.0/9"));
        assertThat(Cidr.of("10.0.0.0/30").without(List.of(Cidr.of("10.0.0.1/32"))))
                .containsExactly(Cidr.of("10.0.0.0/32"), Cidr.of("10.0.0.2/31"));
        assertThat(Cidr.of("10.0.0.0/24").without(List.of(Cidr.of("10.0.0.0/8"))))
                .isEmpty();
        assertThat(Cidr.of("0.0.0.0/0").without(List.of(Cidr.of("::/0")))).containsExactly(Cidr.of("0.0.0.0/0"));
    }
}
