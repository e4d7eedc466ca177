package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ADR 35, invariants 1 and 2. */
class TaskMetadataTokenTest {

    private static final byte[] KEY = new byte[32];
    private static final TaskMetadataToken TOKEN = new TaskMetadataToken("team-a", "report.1", "Main_1");
    private static final String TEXT = TOKEN.text(KEY);

    @Test
    void isReadBackFromAPathAsItIs() {
        assertThat(TEXT).matches("team-a~report\\.1~Main_1~[a-z2-7]{32}");
        assertThat(TaskMetadataToken.verify(KEY, TEXT)).contains(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-b~report.1~Main_1", "team-a~report.2~Main_1", "team-a~report.1~side"})
    void opensNoOtherTaskOrContainer(String other) {
        String mac = TEXT.substring(TEXT.lastIndexOf('~'));
        assertThat(TaskMetadataToken.verify(KEY, other + mac)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~~~", "a~b~c", "a~b~c~d~e", "team-a~report.1~Main_1~", "../x~b~c~d", "a~b%2F~c~d"})
    void isNothingElse(String text) {
        assertThat(TaskMetadataToken.verify(KEY, text)).isEmpty();
    }

    @Test
    void isNotMadeWithAnotherKey() {
        byte[] other = KEY.clone();
        other[31] = 1;
        assertThat(TaskMetadataToken.verify(other, TEXT)).isEmpty();
    }

    @Test
    void isNoHostNameOfAnEnvironmentNorTheOtherWayRound() {
        String mac = TEXT.substring(TEXT.lastIndexOf('~') + 1);
        assertThat(EnvironmentAddress.verify(KEY, "report.team-a." + mac + ".rt.davit"))
                .isEmpty();
        TaskMetadataToken plain = new TaskMetadataToken("team-a", "web", "web");
        String host = new EnvironmentAddress("team-a", "web").host(KEY);
        String hostMac = host.split("\\.")[2];
        assertThat(TaskMetadataToken.verify(KEY, "team-a~web~web~" + hostMac)).isEqualTo(Optional.empty());
        assertThat(EnvironmentAddress.verify(
                        KEY, host.replace(hostMac, plain.text(KEY).split("~")[3])))
                .isEmpty();
    }

    @Test
    void isMadeOfNamesOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskMetadataToken("a", "b~c", "d"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskMetadataToken("a", "b", "c/d"));
    }
}
