package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** What was applied is seen through the AWS SDK, and only there changed where it was declared. */
@OnDavit
class ControlE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void aFunctionIsListedWaitedForAndRead(Account account) {
        account.apply(Manifests.pythonFunction("seen", "def handler(event, context):\n    return 1"));
        account.await(Function.class, "seen", SOON, Stories::isReady);

        account.lambda().waiter().waitUntilFunctionActiveV2(r -> r.functionName("seen"));
        assertThat(account.lambda().listFunctionsPaginator().functions())
                .anySatisfy(function -> assertThat(function.functionName()).isEqualTo("seen"));
        var read = account.lambda().getFunction(r -> r.functionName("seen"));
        assertThat(read.configuration().state()).isEqualTo(State.ACTIVE);
        assertThat(read.configuration().runtimeAsString()).isEqualTo("python3.11");
        assertThat(read.configuration().timeout()).isEqualTo(10);
        assertThat(read.configuration().functionArn()).startsWith("arn:aws:lambda:us-east-1:");
    }

    @Test
    void whatIsNotThereAndWhatIsNotDoneHereAreSaidInAwssWay(Account account) {
        assertThatThrownBy(() -> account.lambda().getFunction(r -> r.functionName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:");
        assertThatThrownBy(() -> account.lambda().deleteFunction(r -> r.functionName("absent")))
                .isInstanceOfSatisfying(
                        LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(400))
                .hasMessageContaining("kubectl");
    }
}
