package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSizeTest {

    @Test
    void isThatOfTheJsonText() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String value : new String[] {
            "", "plain", "grüße", "日本語", "👋🏽", "{\"a\": [1, \"b\"]}", "C:\\temp\\", "-----\nkey\r\n\t-----"
        }) {
            variables.put("NAME_" + variables.size(), value);
            assertThat(EnvironmentSize.of(variables))
                    .as(value)
                    .isEqualTo(
                            new ObjectMapper().writeValueAsString(variables).getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void countsTheLastByteThatFits() {
        int room = FunctionCheck.ENVIRONMENT_LIMIT - "{\"NAME\":\"\"}".length();
        assertThat(EnvironmentSize.of(Map.of("NAME", "é".repeat(room / 2)))).isEqualTo(4096 - room % 2);
        assertThat(EnvironmentSize.of(Map.of("NAME", "\"".repeat(room / 2 + 1))))
                .isGreaterThan(4096);
    }
}
