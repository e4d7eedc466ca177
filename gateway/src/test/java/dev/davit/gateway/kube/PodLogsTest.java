package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.environment.EnvironmentLogs.Line;
import org.junit.jupiter.api.Test;

class PodLogsTest {

    @Test
    void takesLinesApart() {
        assertThat(PodLogs.lines("2026-11-27T12:00:00.123456789Z hello  world\n2026-11-27T12:00:01Z \n"))
                .containsExactly(new Line(1_795_780_800_123L, "hello  world"), new Line(1_795_780_801_000L, ""));
    }

    @Test
    void leavesOutWhatIsNoLine() {
        assertThat(PodLogs.lines("")).isEmpty();
        assertThat(PodLogs.lines("failed to try resolving symlinks\n")).isEmpty();
    }
}
