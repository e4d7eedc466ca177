package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
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

    private static Optional<Condition> found(GivenFunction given) {
        FunctionRevision ready = GivenFunction.ready("hello-r1", "2026-11-23T09:00:00Z");
        var status = new FunctionReport(given.inputs(), new Accepted(), Optional.of(ready)).status();
        assertThat(Conditions.isTrue(status.conditions, "Ready")).isTrue();
        return Conditions.find(status.conditions, "DestinationsFound");
    }

    private static GivenFunction deadLetters(String target) {
        return GivenFunction.python().spec(spec -> {
            spec.deadLetterConfig = new DeadLetterConfig();
            spec.deadLetterConfig.targetARN = target;
        });
    }

    @Test
    void saysWhichFunctionOfADestinationIsMissingAndIsReadyAllTheSame() {
        assertThat(found(GivenFunction.python())).isEmpty();
        assertThat(found(deadLetters("nats:orders.dead"))).isEmpty();
        assertThat(found(deadLetters("other:live"))).get().satisfies(condition -> {
            assertThat(condition.getStatus()).isEqualTo("True");
            assertThat(condition.getReason()).isEqualTo("DestinationsFound");
        });
        assertThat(found(deadLetters("other:live").withoutDestinations("other")))
                .get()
                .satisfies(condition -> {
                    assertThat(condition.getStatus()).isEqualTo("False");
                    assertThat(condition.getReason()).isEqualTo("DestinationNotFound");
                    assertThat(condition.getMessage())
                            .startsWith("Destinations name the Function \"other\", which this namespace does not have")
                            .contains("is not delivered", "Apply it, or name another");
                });
    }

    @Test
    void knowsTheFunctionsThatDestinationsName() {
        var spec = deadLetters(arn(Accounts.of("team"), "dead:7"))
                .spec(s -> {
                    s.functionEventInvokeConfig = new FunctionEventInvokeConfig();
                    s.functionEventInvokeConfig.destinationConfig = new DestinationConfig();
                    s.functionEventInvokeConfig.destinationConfig.onSuccess = new Destination();
                    s.functionEventInvokeConfig.destinationConfig.onSuccess.destination = "good:live";
                    s.functionEventInvokeConfig.destinationConfig.onFailure = new Destination();
                    s.functionEventInvokeConfig.destinationConfig.onFailure.destination = "https://example.org/";
                })
                .inputs()
                .spec();
        assertThat(EventFields.functions(spec, name -> true).named()).containsExactly("good", "dead");
        assertThat(EventFields.functions(spec, "good"::equals).absent()).containsExactly("dead");
    }
}
