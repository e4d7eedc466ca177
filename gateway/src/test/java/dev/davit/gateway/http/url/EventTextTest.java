package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTextTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "application/json,false",
                "Application/JSON; charset=utf-8,false",
                "text/html,false",
                "application/xml,false",
                "application/javascript,false",
                "application/problem+json,false",
                "image/svg+xml,false",
                "application/x-www-form-urlencoded,true",
                "multipart/form-data; boundary=text/,true",
                "image/png,true",
                "none,true"
            })
    void isBase64UnlessItsTypeIsText(String type, boolean base64) {
        EventText text = EventText.of(type, "é".getBytes(StandardCharsets.UTF_8));
        assertThat(text.base64()).isEqualTo(base64);
        assertThat(text.text()).isEqualTo(base64 ? "w6k=" : "é");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/json"})
    void isBase64WhenItsBytesAreNoText(String type) {
        assertThat(EventText.of(type, new byte[] {(byte) 0xff, 0})).isEqualTo(new EventText("/wA=", true));
    }
}
