package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import org.junit.jupiter.api.Test;

class StatusWriterTest {
    private static Function function(FunctionStatus status) {
        Function function = new Function();
        function.getMetadata().setUid("u-1");
        function.getMetadata().setResourceVersion("7");
        function.setStatus(status);
        return function;
    }

    private static FunctionStatus state(String state) {
        FunctionStatus status = new FunctionStatus();
        status.state = state;
        return status;
    }

    @Test
    void writesNothingWhenTheStatusIsEqual() {
        assertThat(StatusWriter.patch(function(state("Active")), state("Active"), false))
                .isEmpty();
    }

    @Test
    void writesTheFirstStatusBoundToTheUid() {
        assertThat(StatusWriter.patch(function(null), state("Pending"), false))
                .hasValueSatisfying(patch -> assertThat(patch)
                        .hasToString("{\"metadata\":{\"uid\":\"u-1\"},\"status\":{\"state\":\"Pending\"}}"));
    }

    @Test
    void bindsToTheVersionReadWhenConditional() {
        assertThat(StatusWriter.patch(function(state("Pending")), state("Active"), true))
                .hasValueSatisfying(patch -> assertThat(
                                patch.path("metadata").path("resourceVersion").asText())
                        .isEqualTo("7"));
    }
}
