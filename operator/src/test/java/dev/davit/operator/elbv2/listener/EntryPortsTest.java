package dev.davit.operator.elbv2.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerStatus;
import dev.davit.operator.config.EntryConfig;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntryPortsTest {

    private final EntryPorts ports = new EntryPorts(new ThreePorts());

    /** Ports 10000 to 10002. */
    private record ThreePorts() implements EntryConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int firstPort() {
            return 10000;
        }

        @Override
        public int portCount() {
            return 3;
        }

        @Override
        public boolean policies() {
            return false;
        }

        @Override
        public String from() {
            return "[]";
        }
    }

    private static Listener listener(String name, int created, Integer port) {
        Listener listener = new Listener();
        listener.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withUid(name)
                .withCreationTimestamp("2026-01-0" + created + "T00:00:00Z")
                .build());
        if (port != null) {
            ListenerStatus status = new ListenerStatus();
            status.entryPort = port;
            listener.setStatus(status);
        }
        return listener;
    }

    @Test
    void theLowestFreePortIsGivenOnceThoughTheCacheIsLate() {
        Listener a = listener("a", 1, null);
        Listener b = listener("b", 2, null);
        Listener seen = listener("seen", 3, 10001);
        assertThat(ports.of(a, Stream.of(a, b, seen))).hasValue(10000);
        assertThat(ports.of(b, Stream.of(a, b, seen))).hasValue(10002);
        assertThat(ports.of(a, Stream.of(a, b, seen))).hasValue(10000);
        Listener late = listener("late", 4, null);
        assertThat(ports.of(late, Stream.of(a, b, seen, late))).isEmpty();
    }

    @Test
    void whatWasGivenToAListenerThatIsGoneIsFree() {
        Listener gone = listener("gone", 1, null);
        assertThat(ports.of(gone, Stream.of(gone))).hasValue(10000);
        Listener next = listener("next", 2, null);
        assertThat(ports.of(next, Stream.of(next))).hasValue(10000);
    }

    @Test
    void ofTwoWithOnePortTheOlderKeepsIt() {
        Listener old = listener("old", 1, 10000);
        Listener young = listener("young", 2, 10000);
        assertThat(ports.of(old, Stream.of(old, young))).hasValue(10000);
        assertThat(ports.of(young, Stream.of(old, young))).hasValue(10001);
    }

    @Test
    void aPortOutsideOfTheRangeIsGivenUp() {
        Listener moved = listener("moved", 1, 9999);
        assertThat(ports.of(moved, Stream.of(moved))).hasValue(10000);
    }
}
