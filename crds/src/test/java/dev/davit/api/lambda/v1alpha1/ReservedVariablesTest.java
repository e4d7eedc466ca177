package dev.davit.api.lambda.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReservedVariablesTest {

    @Test
    void saysTheSameNamesToPeopleAndToCel() {
        String list = ReservedVariables.TEXT.lines().collect(Collectors.joining());
        assertThat(ReservedVariables.CEL.replace("'", "")).isEqualTo(list);
        assertThat(ReservedVariables.NAMES)
                .contains("AWS_REGION", "LAMBDA_TASK_ROOT")
                .doesNotContain("TZ", "PATH", "AWS_LAMBDA_EXEC_WRAPPER");
    }
}
