package dev.davit.api.lambda.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReservedVariablesTest {

    @Test
    void saysTheSameNamesToPeopleAndToCel() {
        assertThat(ReservedVariables.CEL.replace("'", "")).isEqualTo(ReservedVariables.TEXT);
        assertThat(ReservedVariables.TEXT.split(", "))
                .contains("AWS_REGION", "LAMBDA_TASK_ROOT")
                .doesNotContain("TZ", "PATH", "AWS_LAMBDA_EXEC_WRAPPER");
    }
}
