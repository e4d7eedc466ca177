package dev.davit.gateway.http.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import org.junit.jupiter.api.Test;

class SubjectTest {

    @Test
    void tellsTheReservedConcurrencyThatWasGranted() {
        Function function = new Function();
        function.getMetadata().setGeneration(2L);
        function.getSpec().reservedConcurrentExecutions = 1;
        assertThat(Subject.reservedConcurrency(function))
                .as("nobody has looked")
                .isEqualTo(1);
        function.setStatus(new FunctionStatus());
        function.getStatus().observedGeneration = 1L;
        function.getStatus().reservedConcurrentExecutions = 5;
        assertThat(Subject.reservedConcurrency(function))
                .as("of the spec before")
                .isEqualTo(1);
        function.getStatus().observedGeneration = 2L;
        assertThat(Subject.reservedConcurrency(function))
                .as("refused: what it had")
                .isEqualTo(5);
    }
}
