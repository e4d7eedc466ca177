package dev.davit.api.ecs.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {

    @ParameterizedTest
    @CsvSource({
        "256, 512, 256, 512",
        "256, 2048, 256, 2048",
        "512, 4096, 512, 4096",
        "1024, 2048, 1024, 2048",
        "2048, 16384, 2048, 16384",
        "4096, 30720, 4096, 30720",
        "8192, 61440, 8192, 61440",
        "16384, 122880, 16384, 122880",
        ".25 vCPU, 0.5 GB, 256, 512",
        "0.5vcpu, 4GB, 512, 4096",
        "1 vCPU, 2 gb, 1024, 2048",
        "16 vCPU, 120 GB, 16384, 122880"
    })
    void readsEveryFormOfARow(String cpu, String memory, int units, int mib) {
        assertThat(FargateSize.parse(cpu, memory)).contains(new FargateSize(units, mib));
    }

    @ParameterizedTest
    @CsvSource({
        "256, 8192",
        "256, 1536",
        "512, 512",
        "4096, 31744",
        "8192, 17408",
        "16384, 36864",
        "300, 512",
        "256, 512Mi",
        "2.5 vCPU, 8 GB",
        "1 vCPU, 1 GB",
        "1vCPU, 99999999999",
        "-256, 512"
    })
    void readsNothingFromWhatIsNoRow(String cpu, String memory) {
        assertThat(FargateSize.parse(cpu, memory)).isEmpty();
    }

    @Test
    void readsNothingFromHalfARow() {
        assertThat(FargateSize.parse(null, "512")).isEmpty();
        assertThat(FargateSize.parse("256", null)).isEmpty();
    }

    @Test
    void hasExactlyTheRowsOfTheTable() {
        int rows = 0;
        for (int cpu = 256; cpu <= 16384; cpu *= 2) {
            for (int memory = 512; memory <= 131072; memory += 512) {
                if (FargateSize.parse("" + cpu, "" + memory).isPresent()) {
                    rows++;
                }
            }
        }
        // 256: 3, 512: 4, 1024: 7, 2048: 13, 4096: 23, 8192: 12, 16384: 12
        assertThat(rows).isEqualTo(3 + 4 + 7 + 13 + 23 + 12 + 12);
    }
}
