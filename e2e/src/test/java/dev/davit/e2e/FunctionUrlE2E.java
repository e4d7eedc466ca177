package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A function is called by its URL, with nothing but HTTP. */
@OnDavit
class FunctionUrlE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void theExamplesUrlStreamsToAnybodyUntilItIsClosed(Account account) throws Exception {
        account.apply(Repository.file("examples/10-function-url"));
        account.await(Function.class, "counting", SOON, Stories::isReady);
        FunctionURLConfig url = account.await(FunctionURLConfig.class, "counting", SOON, FunctionUrlE2E::isReady);

        Awaitility.await().atMost(SOON).until(() -> get(account, url).statusCode() == 200);
        HttpResponse<String> answer = get(account, url);

        assertThat(answer.body()).isEqualTo("1\n2\n");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(answer.headers().firstValue("transfer-encoding")).hasValue("chunked");

        account.client().resource(url).edit(u -> {
            u.getSpec().authType = "AWS_IAM";
            return u;
        });

        Awaitility.await().atMost(SOON).until(() -> get(account, url).statusCode() == 403);
        assertThat(get(account, url).body()).startsWith("{\"Message\":\"Forbidden");
    }

    private static boolean isReady(FunctionURLConfig url) {
        return url.getStatus() != null && Stories.is(url.getStatus().conditions, "Ready", "True");
    }

    private static HttpResponse<String> get(Account account, FunctionURLConfig url)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var target = account.davit().cluster().invokeEndpoint().resolve(url.getStatus().urlPath + "?to=2");
            return client.send(HttpRequest.newBuilder(target).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
