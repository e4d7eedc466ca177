package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GatewayPresenceTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final GatewayPresence presence =
            new GatewayPresence(new Installation(null, new RunningOperator.Config("davit-system")).gateway());

    @Test
    void remembersWhenAGatewayCame() {
        assertThat(presence.seen(true, NOW)).as("there all the time").isEqualTo(Instant.MIN);
        assertThat(presence.seen(false, NOW.plusSeconds(1))).isEqualTo(Instant.MAX);
        assertThat(presence.seen(true, NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
        assertThat(presence.seen(true, NOW.plusSeconds(20))).isEqualTo(NOW.plusSeconds(9));
    }
}
