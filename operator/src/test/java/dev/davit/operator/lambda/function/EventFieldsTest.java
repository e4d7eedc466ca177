package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFieldsTest {

    private static Outcome onFailure(String target) {
        return FunctionCheck.check(GivenFunction.python()
                .spec(spec -> {
                    spec.functionEventInvokeConfig = new FunctionEventInvokeConfig();
                    spec.functionEventInvokeConfig.destinationConfig = new DestinationConfig();
                    spec.functionEventInvokeConfig.destinationConfig.onFailure = new Destination();
                    spec.functionEventInvokeConfig.destinationConfig.onFailure.destination = target;
                })
                .inputs());
    }

    private static Outcome deadLetter(String target) {
        return FunctionCheck.check(GivenFunction.python()
                .spec(spec -> {
                    spec.deadLetterConfig = new DeadLetterConfig();
                    spec.deadLetterConfig.targetARN = target;
                })
                .inputs());
    }

    private static String arn(String account, String function) {
        return "arn:aws:lambda:us-east-1:" + account + ":function:" + function;
    }

    @Test
    void acceptsFunctionsAndSubjects() {
        String account = Accounts.of("team");
        for (String target : new String[] {
            "other", "other:live", arn(account, "other:7"), "nats:orders.failed", "https://example.org/a?b", ""
        }) {
            assertThat(onFailure(target)).as(target).isEqualTo(new Accepted());
            assertThat(deadLetter(target)).as(target).isEqualTo(new Accepted());
        }
    }

    @Test
    void namesWhatIsNotDeliveredYet() {
        String queue = "arn:aws:sqs:us-east-1:123456789012:queue";
        assertThat(onFailure(queue))
                .isEqualTo(new Accepted("spec.functionEventInvokeConfig.destinationConfig has no effect yet."));
        assertThat(deadLetter(queue)).isEqualTo(new Accepted("spec.deadLetterConfig has no effect yet."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words",
                "nats:a.>",
                "nats:",
                "ftp://x",
                "a/b",
                "nats:a..b",
                "https://",
                "https://me:pw@example.org/"
            })
    void refusesWhatIsNoDestination(String target) {
        assertThat(onFailure(target)).isInstanceOf(Rejection.class);
        assertThat(deadLetter(target)).isInstanceOf(Rejection.class);
    }

    @Test
    void refusesTheFunctionItselfAndOtherAccounts() {
        String own = GivenFunction.python().inputs().name();
        assertThat(((Rejection) onFailure(own)).message()).contains("the function itself");
        assertThat(((Rejection) onFailure(arn(Accounts.of("team"), own + ":live"))).message())
                .contains("the function itself");
        assertThat(((Rejection) onFailure(arn("999999999999", "other"))).message())
                .contains("another account");
    }
}
