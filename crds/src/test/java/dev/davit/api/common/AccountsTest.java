package dev.davit.api.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {

    @ParameterizedTest
    @CsvSource({"default, 984327297149", "team-a, 249981611956", "davit-system, 144998872575"})
    void isTheKnownNumberOfTheNamespace(String namespace, String account) {
        assertThat(Accounts.of(namespace)).isEqualTo(account);
    }

    @Test
    void hasTwelveDigitsForEveryNamespace() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(Accounts.of("ns-" + i)).matches("[0-9]{12}");
        }
    }
}
