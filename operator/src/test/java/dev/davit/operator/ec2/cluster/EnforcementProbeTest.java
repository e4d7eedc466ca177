package dev.davit.operator.ec2.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.operator.config.GatewayService;
import dev.davit.operator.ec2.cluster.Enforcement.State;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EnforcementProbeTest {
    private static final int RUNTIME = GatewayService.RUNTIME_PORT;
    private static final int INVOKE = EnforcementProbe.INVOKE;
    private static final int MANAGEMENT = EnforcementProbe.MANAGEMENT;

    private static Enforcement.Seen open(Integer... ports) {
        return EnforcementProbe.judge(Set.of(ports)::contains);
    }

    @Test
    void believesClosedPortsOnlyWhileTheOpenOneAnswers() {
        assertThat(open(MANAGEMENT).state()).isEqualTo(State.ENFORCED);
        assertThat(open().state()).isEqualTo(State.UNKNOWN);
        assertThat(open(RUNTIME, INVOKE).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void saysWhichDirectionIsOpen() {
        assertThat(open(MANAGEMENT, RUNTIME, INVOKE))
                .satisfies(seen -> assertThat(seen.state()).isEqualTo(State.NOT_ENFORCED))
                .satisfies(seen -> assertThat(seen.message()).contains("inbound and outbound"));
        assertThat(open(MANAGEMENT, RUNTIME).message()).contains("does not enforce inbound NetworkPolicies");
        assertThat(open(MANAGEMENT, INVOKE).message()).contains("does not enforce outbound NetworkPolicies");
    }

    @Test
    void provesNothingWithAGatewayThatGoesAwayMeanwhile() {
        AtomicInteger knocks = new AtomicInteger();
        assertThat(EnforcementProbe.judge(port -> knocks.incrementAndGet() == 1).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void tellsListenersOnlyWhatIsNew() {
        Enforcement enforcement = new Enforcement();
        AtomicInteger told = new AtomicInteger();
        enforcement.listen(told::incrementAndGet);
        enforcement.saw(open(MANAGEMENT));
        enforcement.saw(open(MANAGEMENT));
        assertThat(told).hasValue(1);
    }

    @Test
    void tellsAgainWhoCouldNotBeTold() {
        Enforcement enforcement = new Enforcement();
        AtomicInteger told = new AtomicInteger();
        enforcement.listen(() -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("not started");
            }
        });
        assertThatThrownBy(() -> enforcement.saw(open(MANAGEMENT))).hasMessage("not started");
        assertThat(enforcement.seen().state()).isEqualTo(State.ENFORCED);
        enforcement.saw(open(MANAGEMENT));
        enforcement.saw(open(MANAGEMENT));
        assertThat(told).hasValue(2);
    }

    @Test
    void keepsWhatItKnowsWhileItCannotLook() {
        Enforcement enforcement = new Enforcement();
        enforcement.saw(open(MANAGEMENT));
        enforcement.saw(open());
        assertThat(enforcement.seen().state()).isEqualTo(State.ENFORCED);
        enforcement.saw(open(MANAGEMENT, RUNTIME));
        assertThat(enforcement.seen().state()).isEqualTo(State.NOT_ENFORCED);
    }
}
