package dev.davit.gateway.http.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class InitErrorTextTest {

    private static String text(String body) {
        return InitErrorText.of(Buffer.buffer(body)).line();
    }

    @Test
    void saysTypeAndMessageInOneLine() {
        assertThat(
                        text(
                                "{\"errorMessage\":\"Unable to import module 'app':\\nNo module named 'x'\",\"errorType\":\"Runtime.ImportModuleError\",\"stackTrace\":[{\"a\":1}]}"))
                .isEqualTo("Runtime.ImportModuleError: Unable to import module 'app': No module named 'x'");
        assertThat(text("{\"errorType\":\"Extension.Crash\"}")).isEqualTo("Extension.Crash");
        assertThat(text("{\"errorMessage\":\"no\"}")).isEqualTo("no");
    }

    @Test
    void isShortAndSaysSomethingWhateverTheRuntimePosts() {
        assertThat(text("{\"errorMessage\":\"" + "x".repeat(2000) + "\"}")).hasSize(500);
        for (String body : new String[] {"", "{", "[]", "{}", "not json", "{\"errorType\":7}", "\"text\""}) {
            assertThat(text(body)).as(body).isEqualTo("The function could not be initialised.");
        }
    }
}
