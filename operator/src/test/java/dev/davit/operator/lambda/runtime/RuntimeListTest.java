package dev.davit.operator.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RuntimeListTest {
    @Test
    void readsEachRuntimeWithItsName() {
        var runtimes = RuntimeList.of("""
                {"python3.11": {"imageURI": "r/python:1", "warm": 2, "description": "Python"}, "go": {"imageURI": "r/go:1"}}
                """);

        assertThat(runtimes)
                .extracting(runtime -> runtime.getMetadata().getName())
                .containsExactly("python3.11", "go");
        assertThat(runtimes.getFirst().getSpec().imageURI).isEqualTo("r/python:1");
        assertThat(runtimes.getFirst().getSpec().warm).isEqualTo(2);
        assertThat(runtimes.getFirst().getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/managed-by", "davit");
    }

    @Test
    void namesTheVariableWhenItCannotBeRead() {
        assertThatThrownBy(() -> RuntimeList.of("python3.11"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DAVIT_RUNTIMES");
        assertThatThrownBy(() -> RuntimeList.of("{\"x\": {\"image\": \"r\"}}"))
                .hasMessageContaining("DAVIT_RUNTIMES")
                .hasMessageContaining("image");
    }
}
