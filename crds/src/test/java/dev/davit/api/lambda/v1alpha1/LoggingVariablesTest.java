package dev.davit.api.lambda.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingVariablesTest {

    private static LoggingConfig config(String format, String level, String system) {
        LoggingConfig config = new LoggingConfig();
        config.logFormat = format;
        config.applicationLogLevel = level;
        config.systemLogLevel = system;
        return config;
    }

    @Test
    void tellsFormatAndLevels() {
        assertThat(LoggingVariables.of(config("JSON", "ERROR", "WARN")))
                .isEqualTo(Map.of(
                        "AWS_LAMBDA_LOG_FORMAT", "JSON",
                        "AWS_LAMBDA_LOG_LEVEL", "ERROR",
                        "DAVIT_SYSTEM_LOG_LEVEL", "WARN"));
    }

    @Test
    void levelsAreInfoWhereNoneIsGiven() {
        assertThat(LoggingVariables.of(config("JSON", null, null)))
                .containsEntry("AWS_LAMBDA_LOG_LEVEL", "INFO")
                .containsEntry("DAVIT_SYSTEM_LOG_LEVEL", "INFO");
    }

    @Test
    void textHasNoLevels() {
        assertThat(LoggingVariables.of(config("Text", null, null))).isEqualTo(Map.of("AWS_LAMBDA_LOG_FORMAT", "Text"));
        assertThat(LoggingVariables.of(config(null, null, null))).isEmpty();
        assertThat(LoggingVariables.of(null)).isEmpty();
    }

    @Test
    void theGroupIsTheFunctionsUnlessItHasAnother() {
        LoggingConfig config = new LoggingConfig();
        assertThat(LoggingVariables.group(null, "hello")).isEqualTo("/aws/lambda/hello");
        assertThat(LoggingVariables.group(config, "hello")).isEqualTo("/aws/lambda/hello");
        config.logGroup = "/shop/orders";
        assertThat(LoggingVariables.group(config, "hello")).isEqualTo("/shop/orders");
    }
}
