package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Nobody invokes a function without an identity that may. */
@OnDavit
class AuthE2E {

    private static final String PATH = "/2015-03-31/functions/guarded/invocations";

    @BeforeAll
    static void aFunction(Account account) {
        account.apply(Manifests.pythonFunction("guarded", "def handler(event, context):\n    return 'in'"));
        account.await(Function.class, "guarded", Duration.ofMinutes(2), Stories::isReady);
    }

    @Test
    void anUnsignedRequestIsRefused(Account account) throws Exception {
        var answer = post(account, HttpRequest.newBuilder());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("MissingAuthenticationTokenException");
    }

    @Test
    void aWrongSecretIsRefused(Account account) {
        var wrong = new Davit.AccessKey(account.key().id(), "wrong");

        refused(
                () -> call(account, wrong),
                "InvalidSignatureException",
                "The request signature we calculated does not match");
    }

    @Test
    void anUnknownKeyIsRefused(Account account) {
        var unknown = new Davit.AccessKey("AKIAUNKNOWNUNKNOWN00", "x");

        refused(
                () -> call(account, unknown),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aCallerWithoutTheRightIsRefused(Account account, Davit davit) {
        davit.serviceAccount(account.namespace(), "stranger");
        var key = davit.newAccessKey(account.namespace(), "stranger");
        Awaitility.await("the gateway to know the new key")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !errorOf(account, key).equals("UnrecognizedClientException"));

        refused(
                () -> call(account, key),
                "AccessDeniedException",
                "is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:");
    }

    @Test
    void aServiceAccountTokenIsAnIdentity(Account account) throws Exception {
        var token = account.client()
                .serviceAccounts()
                .inNamespace(account.namespace())
                .withName("caller")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();

        var answer = post(account, HttpRequest.newBuilder().header("Authorization", "Bearer " + token));
        var forged = post(account, HttpRequest.newBuilder().header("Authorization", "Bearer " + token + "x"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("\"in\"");
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    private static void call(Account account, Davit.AccessKey key) {
        try (var lambda = account.lambda(key)) {
            lambda.invoke(request -> request.functionName("guarded"));
        }
    }

    private static String errorOf(Account account, Davit.AccessKey key) {
        try {
            call(account, key);
            return "";
        } catch (LambdaException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private static void refused(ThrowingCallable call, String type, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LambdaException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }

    private static HttpResponse<String> post(Account account, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = account.davit().cluster().invokeEndpoint().resolve(PATH);
            return http.send(
                    request.uri(uri).POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        }
    }
}
