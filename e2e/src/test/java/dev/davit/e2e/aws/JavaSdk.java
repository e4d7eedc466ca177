package dev.davit.e2e.aws;

import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;

/** AWS's SDK for Java 2, the asynchronous client, which alone can stream. */
public final class JavaSdk implements AwsClient {

    private final Account account;
    private final LambdaAsyncClient lambda;

    public JavaSdk(Account account) {
        this.account = account;
        this.lambda = client(account.key());
    }

    private LambdaAsyncClient client(Davit.AccessKey key) {
        return LambdaAsyncClient.builder()
                .endpointOverride(account.davit().cluster().invokeEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(Duration.ofMinutes(1)))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @Override
    public AwsAnswer call(AwsCall call) {
        if (call.secret() == null) {
            return call(lambda, call);
        }
        try (var other = client(new Davit.AccessKey(account.key().id(), call.secret()))) {
            return call(other, call);
        }
    }

    private static AwsAnswer call(LambdaAsyncClient client, AwsCall call) {
        try {
            return switch (call.operation()) {
                case "invoke" -> invoke(client, call);
                case "invoke-with-response-stream" -> stream(client, call);
                default -> throw new IllegalArgumentException("The SDK for Java is not asked for " + call.operation());
            };
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsServiceException answered) {
                return error(answered);
            }
            throw e;
        }
    }

    private static AwsAnswer invoke(LambdaAsyncClient client, AwsCall call) {
        InvokeRequest.Builder request = InvokeRequest.builder()
                .functionName(call.function())
                .qualifier(call.parameters().get("Qualifier"))
                .invocationType(call.parameters().get("InvocationType"))
                .logType(call.parameters().get("LogType"))
                .clientContext(call.parameters().get("ClientContext"));
        if (call.payload() != null) {
            request.payload(SdkBytes.fromUtf8String(call.payload()));
        }
        InvokeResponse found = client.invoke(request.build()).join();
        return new AwsAnswer(
                found.statusCode(),
                headers(found.sdkHttpResponse()),
                null,
                null,
                members(found),
                found.payload() == null ? null : found.payload().asUtf8String());
    }

    private static AwsAnswer stream(LambdaAsyncClient client, AwsCall call) {
        InvokeWithResponseStreamRequest.Builder request = InvokeWithResponseStreamRequest.builder()
                .functionName(call.function())
                .qualifier(call.parameters().get("Qualifier"))
                .invocationType(call.parameters().get("InvocationType"))
                .logType(call.parameters().get("LogType"));
        if (call.payload() != null) {
            request.payload(SdkBytes.fromUtf8String(call.payload()));
        }
        List<String> pieces = new CopyOnWriteArrayList<>();
        List<SdkPojo> seen = new CopyOnWriteArrayList<>();
        client.invokeWithResponseStream(
                        request.build(),
                        InvokeWithResponseStreamResponseHandler.builder()
                                .onResponse(seen::add)
                                .subscriber(InvokeWithResponseStreamResponseHandler.Visitor.builder()
                                        .onPayloadChunk(chunk ->
                                                pieces.add(chunk.payload().asUtf8String()))
                                        .onInvokeComplete((InvokeWithResponseStreamCompleteEvent end) -> seen.add(end))
                                        .build())
                                .build())
                .join();
        Map<String, String> members = new HashMap<>();
        seen.forEach(pojo -> members.putAll(members(pojo)));
        var response = (InvokeWithResponseStreamResponse) seen.getFirst();
        return new AwsAnswer(
                response.sdkHttpResponse().statusCode(),
                headers(response.sdkHttpResponse()),
                null,
                null,
                members,
                String.join("", pieces));
    }

    private static AwsAnswer error(AwsServiceException e) {
        return new AwsAnswer(
                e.statusCode(),
                headers(e.awsErrorDetails().sdkHttpResponse()),
                e.awsErrorDetails().errorCode(),
                e.awsErrorDetails().errorMessage(),
                e instanceof SdkPojo pojo ? members(pojo) : Map.of(),
                null);
    }

    private static Map<String, String> members(SdkPojo pojo) {
        Map<String, String> members = new HashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value instanceof String || value instanceof Integer) {
                members.put(field.memberName(), value.toString());
            }
        }
        return members;
    }

    private static Map<String, String> headers(SdkHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    @Override
    public void close() {
        lambda.close();
    }

    @Override
    public String toString() {
        return "SDK for Java";
    }
}
