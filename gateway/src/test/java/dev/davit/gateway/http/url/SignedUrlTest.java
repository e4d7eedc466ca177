package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.auth.AccessKey;
import dev.davit.gateway.auth.RbacAuthorizer;
import dev.davit.gateway.auth.RequestAuthenticator;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** URLs of AuthType AWS_IAM and requests that AWS's signer has signed. */
class SignedUrlTest {

    private static final String BODY = "{\"a\":\"é\"}";

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        AccessKey key = new AccessKey("AKIDURL", "secret", Testbed.NAMESPACE, "shop");
        testbed = Testbed.start(
                new RequestAuthenticator(
                        Testbed.REGION,
                        id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty(),
                        token -> CompletableFuture.completedFuture(Optional.empty()),
                        Clock.system()),
                new RbacAuthorizer(
                        (user, access) -> CompletableFuture.completedFuture(
                                access.verb().equals("invoke") && access.name().equals("hello")),
                        Clock.system()));
        for (String function : new String[] {"hello", "other"}) {
            RevisionEntry revision = new Urls(testbed).with(Urls.entry(function, false, false, null));
            testbed.environment(revision.poolKey(), function + "-a", event -> FakeRuntime.Reply.response(event.text()));
        }
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static PlainHttp.Answer send(String host, String path, String service, String body) {
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create("AKIDURL", "secret"))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("http://" + host))
                                .encodedPath(path)
                                .putRawQueryParameter("x", "1 2")
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .payload(() -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, Testbed.REGION))
                .request();
        Map<String, String> headers = new LinkedHashMap<>();
        signed.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            return http.send("POST", path + "?x=1%202", headers, body);
        }
    }

    @Test
    void aSignedRequestIsLetInByHostAndByPath() {
        PlainHttp.Answer byHost = send(Urls.host("hello"), "/a%20b", "lambda", BODY);
        assertThat(byHost.status()).isEqualTo(200);
        assertThat(byHost.text())
                .contains("\"rawPath\":\"/a%20b\"")
                .contains("\"accessKey\":\"AKIDURL\"")
                .contains("\"callerId\":\"system:serviceaccount:team-a:shop\"")
                .contains("\"accountId\":\"" + Testbed.ACCOUNT + "\"")
                .doesNotContain("Signature=");
        assertThat(send("gateway:9000", "/lambda-url/" + Urls.id("hello") + "/a", "lambda", BODY)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aFalseSignatureIsToldWhatIsWrongWithIt() {
        PlainHttp.Answer changed = send(Urls.host("hello"), "/", "lambda", "{\"a\":\"e\"}");
        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.text()).contains("The request signature we calculated does not match");
        PlainHttp.Answer service = send(Urls.host("hello"), "/", "execute-api", BODY);
        assertThat(service.status()).isEqualTo(403);
        assertThat(service.text()).contains("Credential should be scoped to correct service: 'lambda'");
    }

    @Test
    void whoMayNotInvokeTheFunctionIsForbidden() {
        PlainHttp.Answer answer = send(Urls.host("other"), "/", "lambda", BODY);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).startsWith("{\"Message\":\"Forbidden");
    }

    @Test
    void aSignatureForTheInvokeApiOpensNoUrl() {
        PlainHttp.Answer unsigned = new Urls(testbed).get("hello", "/2015-03-31/functions/hello/invocations");
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(unsigned.text()).startsWith("{\"Message\":\"Forbidden");
    }
}
