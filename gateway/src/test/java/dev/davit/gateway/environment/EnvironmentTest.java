package dev.davit.gateway.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.common.EnvironmentAddress;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.Termination;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final RevisionKey HELLO = new RevisionKey("team-a", "hello-1");
    private static final RevisionKey OTHER = new RevisionKey("team-a", "other-1");
    private static final Poll POLL = new Poll() {
        @Override
        public void moved() {}

        @Override
        public void invocation(Invocation invocation, int timeoutSeconds) {}

        @Override
        public void assignment(RevisionEntry revision, boolean provisioned) {}

        @Override
        public void refuse(String message) {}
    };

    private final Environment environment = new Environment(
            new PodEntry("team-a", "p1", "pool", PodPhase.RUNNING, false, List.of(), null, false), 0, late -> {});

    private static Invocation invocation(String id) {
        RevisionEntry revision =
                new RevisionEntry(HELLO, "hello", "$LATEST", "pool", false, "a.b", 128, 3, Map.of(), Map.of(), null);
        return new Invocation(
                new Invocation.Call(id, revision, "$LATEST", null, "arn", Payload.of("{}"), "t", null, false),
                (i, o) -> {});
    }

    @Test
    void goesFromParkedToClaimedToIdleToBusyAndBack() {
        environment.park(POLL, 1);
        assertThat(environment.claim(HELLO, 2)).isSameAs(POLL);
        assertThat(environment.state()).isEqualTo(EnvironmentState.INITIALISING);
        environment.idle(POLL, 3);
        Invocation given = invocation("r1");
        assertThat(environment.begin(given, 4)).isSameAs(POLL);
        assertThat(environment.poll()).isNull();
        assertThat(environment.answer(5)).isSameAs(given);
        environment.idle(POLL, 6);
        assertThat(environment.lastRequestId()).isEqualTo("r1");
    }

    @Test
    void e1NeverChangesItsRevision() {
        environment.park(POLL, 1);
        environment.claim(HELLO, 2);
        assertThatThrownBy(() -> environment.claim(OTHER, 3)).hasMessageContaining("E1");
        assertThatThrownBy(() -> environment.belongsTo(OTHER, false, 3)).hasMessageContaining("E1");
        assertThatThrownBy(() -> environment.park(POLL, 3)).hasMessageContaining("E1");
    }

    @Test
    void e2TakesOneInvocationAtATime() {
        assertThatThrownBy(() -> environment.begin(invocation("r1"), 1)).hasMessageContaining("E2");
        environment.belongsTo(HELLO, false, 1);
        environment.idle(POLL, 2);
        environment.begin(invocation("r1"), 3);
        assertThatThrownBy(() -> environment.begin(invocation("r2"), 4)).hasMessageContaining("E2");
        assertThatThrownBy(() -> environment.idle(POLL, 4)).hasMessageContaining("E2");
    }

    @Test
    void e3StaysDead() {
        environment.belongsTo(HELLO, false, 1);
        environment.idle(POLL, 2);
        Invocation given = invocation("r1");
        environment.begin(given, 3);
        assertThat(environment.die(4)).isSameAs(given);
        assertThatThrownBy(() -> environment.idle(POLL, 5)).hasMessageContaining("E2");
        assertThatThrownBy(() -> environment.die(5)).hasMessageContaining("E3");
    }

    @Test
    void e4ALostPollLeavesItAwayOrStarting() {
        environment.park(POLL, 1);
        environment.lostPoll(2);
        assertThat(environment.state()).isEqualTo(EnvironmentState.STARTING);
        environment.belongsTo(HELLO, false, 3);
        environment.idle(POLL, 4);
        environment.lostPoll(5);
        assertThat(environment.state()).isEqualTo(EnvironmentState.AWAY);
        assertThatThrownBy(() -> environment.lostPoll(6)).hasMessageContaining("E4");
    }

    @Test
    void hostsAreProvenByTheKeyOfTheMoment() {
        byte[] first = new byte[32];
        byte[] second = new byte[] {1, 2, 3};
        AtomicReference<byte[]> key = new AtomicReference<>();
        VerifiedHosts hosts = new VerifiedHosts(key::get);
        String host = new EnvironmentAddress("team-a", "p1").host(first) + ":9001";
        assertThat(hosts.identify(host)).isNull();
        key.set(first);
        assertThat(hosts.identify(host)).isEqualTo(new EnvironmentId("team-a", "p1"));
        assertThat(hosts.identify(host.replace("p1.", "p2."))).isNull();
        assertThat(hosts.identify(null)).isNull();
        key.set(second);
        assertThat(hosts.identify(host)).isNull();
    }

    @Test
    void bodiesAreJsonWhateverTheKubeletSays() {
        Outcome outcome = SandboxErrors.exited("r", new Termination(128, "StartError", "exec \"x\\y\"\n\u0001: no"));
        String body =
                new String(((Payload.Bytes) ((Outcome.FunctionError) outcome).body()).array(), StandardCharsets.UTF_8);
        assertThat(body)
                .isEqualTo("{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: r Error: exec"
                        + " \\\"x\\\\y\\\"\\n\\u0001: no\"}");
    }
}
