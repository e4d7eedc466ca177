package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentAddressTest {

    private static final byte[] KEY = key(0);
    private static final String HOST = "python311-128-abc-x7k2p.default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit";
    private static final EnvironmentAddress ADDRESS = new EnvironmentAddress("default", "python311-128-abc-x7k2p");

    @Test
    void makesTheKnownHostNames() {
        assertThat(ADDRESS.host(KEY)).isEqualTo(HOST);
        assertThat(new EnvironmentAddress("team-a", "hello-1").host(new byte[32]))
                .isEqualTo("hello-1.team-a.m65s5wxshkuzeh4hh74fcxd7ckccxutf.rt.davit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HOST, HOST + ":9001", "PYTHON311-128-ABC-x7k2p.Default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit"
            })
    void verifiesItsOwnNamesWithAndWithoutPort(String host) {
        assertThat(EnvironmentAddress.verify(KEY, host)).contains(ADDRESS);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "localhost:9001",
                "rt.davit",
                "other.default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit",
                "python311-128-abc-x7k2p.other.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit",
                "python311-128-abc-x7k2p.default.veps2glpykotey2l5uz5ccr6vd2jwjt.rt.davit",
                "python311-128-abc-x7k2p.default..rt.davit",
                "python311-128-abc-x7k2p.default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit.evil",
                "a.python311-128-abc-x7k2p.default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit",
                "python311-128-abc-x7k2p/default.veps2glpykotey2l5uz5ccr6vd2jwjt7.rt.davit"
            })
    void refusesEverythingElse(String host) {
        assertThat(EnvironmentAddress.verify(KEY, host)).isEmpty();
    }

    @Test
    void refusesNamesMadeWithAnotherKey() {
        assertThat(EnvironmentAddress.verify(key(1), HOST)).isEmpty();
    }

    @Test
    void refusesToNameWhatIsNoLabel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EnvironmentAddress("default", "a.b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EnvironmentAddress("", "a"));
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }
}
