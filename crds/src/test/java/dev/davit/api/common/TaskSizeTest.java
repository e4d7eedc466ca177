package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSizeTest {

    @Test
    void theTableIsFargatesWhenEveryCombinationIsTried() {
        Map<Integer, Set<Integer>> table = new TreeMap<>();
        for (int cpu : new int[] {128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768}) {
            for (int memory = 256; memory <= 131072; memory += 256) {
                if (new TaskSize(cpu, memory).isFargate()) {
                    table.computeIfAbsent(cpu, c -> new TreeSet<>()).add(memory);
                }
            }
        }
        assertThat(table)
                .isEqualTo(Map.of(
                        256, Set.of(512, 1024, 2048),
                        512, steps(1024, 4096, 1024),
                        1024, steps(2048, 8192, 1024),
                        2048, steps(4096, 16384, 1024),
                        4096, steps(8192, 30720, 1024),
                        8192, steps(16384, 61440, 4096),
                        16384, steps(32768, 122880, 8192)));
    }

    private static Set<Integer> steps(int from, int to, int step) {
        return new TreeSet<>(
                IntStream.iterate(from, i -> i <= to, i -> i + step).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "256, 512, 256, 512",
        ".25 vCPU, 0.5 GB, 256, 512",
        "0.25vcpu, 1GB, 256, 1024",
        "1 vCPU, 2048, 1024, 2048",
        "16 VCPU, 120 gb, 16384, 122880"
    })
    void readsUnitsAndWordsAsEcsDoes(String cpu, String memory, int units, int mib) {
        assertThat(TaskSize.parse(cpu, memory)).contains(new TaskSize(units, mib));
    }

    @Test
    void isEmptyWhenATextIsNoSize() {
        for (String text : Arrays.asList(null, "", "much", "-256", "1e3", "0.0001 vCPU", "256 MB")) {
            assertThat(TaskSize.parse(text, "512")).as("cpu " + text).isEmpty();
            assertThat(TaskSize.parse("256", text)).as("memory " + text).isEmpty();
        }
    }

    @Test
    void aQuarterOfAVcpuIs250Thousandths() {
        assertThat(new TaskSize(256, 512).milliCpu()).isEqualTo(250);
        assertThat(new TaskSize(16384, 32768).milliCpu()).isEqualTo(16000);
    }
}
