package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.auth.AccessKey;
import dev.davit.gateway.auth.RbacAuthorizer;
import dev.davit.gateway.auth.RequestAuthenticator;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LogType;

/** AWS's own client reads what the gateway streams, and signs what it asks. */
class SdkStreamTest {

    private static Testbed testbed;
    private static LambdaAsyncClient lambda;

    @BeforeAll
    static void start() {
        AccessKey key = new AccessKey("AKIDSTREAM", "secret", Testbed.NAMESPACE, "shop");
        testbed = Testbed.start(
                new RequestAuthenticator(
                        Testbed.REGION,
                        id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty(),
                        token -> CompletableFuture.completedFuture(Optional.empty()),
                        Clock.system()),
                new RbacAuthorizer((user, access) -> CompletableFuture.completedFuture(true), Clock.system()));
        lambda = LambdaAsyncClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + testbed.invokePort()))
                .region(Region.of(Testbed.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), "secret")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        lambda.close();
        testbed.close();
    }

    /** What the client saw of one answer. */
    private static final class Seen {
        final List<String> pieces = new CopyOnWriteArrayList<>();
        volatile InvokeWithResponseStreamResponse response;
        volatile InvokeWithResponseStreamCompleteEvent complete;

        InvokeWithResponseStreamResponseHandler handler() {
            return InvokeWithResponseStreamResponseHandler.builder()
                    .onResponse(answer -> response = answer)
                    .subscriber(InvokeWithResponseStreamResponseHandler.Visitor.builder()
                            .onPayloadChunk(chunk -> pieces.add(chunk.payload().asUtf8String()))
                            .onInvokeComplete(event -> complete = event)
                            .build())
                    .build();
        }
    }

    private static CompletableFuture<Void> call(String function, Seen seen) {
        return lambda.invokeWithResponseStream(
                r -> r.functionName(function).payload(SdkBytes.fromUtf8String("{}")), seen.handler());
    }

    private static StreamingRuntime runtime(String function) {
        RevisionEntry revision = testbed.imageFunction(function, 10);
        testbed.pod(revision.poolKey(), function + "-a", PodPhase.RUNNING, null);
        return StreamingRuntime.poll(testbed.runtimePort(), Testbed.host(function + "-a"));
    }

    @Test
    void readsPiecesAndTheEnd() throws Exception {
        Seen seen = new Seen();
        try (StreamingRuntime runtime = runtime("hello")) {
            CompletableFuture<Void> done = call("hello", seen);
            runtime.begin("text/plain").write("one").write("two").end();
            done.get();
        }
        assertThat(String.join("", seen.pieces)).isEqualTo("onetwo");
        assertThat(seen.response.executedVersion()).isEqualTo("$LATEST");
        assertThat(seen.complete.errorCode()).isNull();
        assertThat(seen.complete.errorDetails()).isNull();
    }

    @Test
    void readsAnErrorInTheMiddle() throws Exception {
        Seen seen = new Seen();
        try (StreamingRuntime runtime = runtime("fails")) {
            CompletableFuture<Void> done = call("fails", seen);
            runtime.begin("text/plain")
                    .write("so far")
                    .fail("Error", "{\"errorType\":\"Error\",\"errorMessage\":\"é\"}");
            done.get();
        }
        assertThat(seen.pieces).containsExactly("so far");
        assertThat(seen.complete.errorCode()).isEqualTo("Error");
        assertThat(seen.complete.errorDetails()).isEqualTo("{\"errorType\":\"Error\",\"errorMessage\":\"é\"}");
    }

    @Test
    void readsTheEndOfTheLogWhenItAsks() throws Exception {
        Seen seen = new Seen();
        try (StreamingRuntime runtime = runtime("logs")) {
            CompletableFuture<Void> done =
                    lambda.invokeWithResponseStream(r -> r.functionName("logs").logType(LogType.TAIL), seen.handler());
            runtime.begin("text/plain").write("x").end();
            done.get();
        }
        assertThat(new String(Base64.getDecoder().decode(seen.complete.logResult()), StandardCharsets.UTF_8))
                .startsWith("START RequestId: ")
                .contains("REPORT RequestId: ");
    }

    @Test
    void readsTheOneChunkOfAFunctionThatDoesNotStream() throws Exception {
        RevisionEntry plain = testbed.imageFunction("plain", 10);
        testbed.environment(plain.poolKey(), "plain-a", event -> FakeRuntime.Reply.response("{\"a\":1}"));
        Seen seen = new Seen();
        call("plain", seen).get();
        assertThat(seen.pieces).containsExactly("{\"a\":1}");
    }
}
