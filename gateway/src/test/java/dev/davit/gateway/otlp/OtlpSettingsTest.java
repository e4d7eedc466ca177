package dev.davit.gateway.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSettingsTest {

    @Test
    void anAddressWithoutAPathIsOtlpsOwn() {
        assertThat(OtlpSettings.endpoint("http://collector:4318"))
                .isEqualTo(URI.create("http://collector:4318/v1/traces"));
        assertThat(OtlpSettings.endpoint("https://collector/")).isEqualTo(URI.create("https://collector/v1/traces"));
        assertThat(OtlpSettings.endpoint("https://collector/otlp/v1/traces"))
                .isEqualTo(URI.create("https://collector/otlp/v1/traces"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"collector:4317", "grpc://collector:4317", "http://", "http://user:word@collector", "http://a b"
            })
    void refusesAnAddressThatIsNoneAndSaysWhatOneLooksLike(String text) {
        assertThatThrownBy(() -> OtlpSettings.endpoint(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://otel-collector.observability:4318")
                .hasMessageNotContaining("word");
    }

    @Test
    void readsHeadersAndTellsNoValueInItsErrors() {
        assertThat(OtlpSettings.headers("api-key=a=b, x = y ,"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("api-key", "a=b", "x", "y"));
        assertThatThrownBy(() -> OtlpSettings.headers("a=b,secret"))
                .hasMessageContaining("number 2")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> new OtlpSettings(URI.create("http://c"), Map.of(), 10, true, Map.of()))
                .hasMessageContaining("0 (none) to 1 (all)");
    }
}
