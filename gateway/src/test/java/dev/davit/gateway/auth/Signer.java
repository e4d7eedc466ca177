package dev.davit.gateway.auth;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The AWS SDK's own signer: what it signs must verify. */
record Signer(String accessKeyId, String secret, String region, String service, Instant at) {

    static final String INVOKE = "/2015-03-31/functions/hello/invocations";

    static Signer of(Instant at) {
        return new Signer("AKIDDAVIT", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "lambda", at);
    }

    Signer secret(String other) {
        return new Signer(accessKeyId, other, region, service, at);
    }

    Signer region(String other) {
        return new Signer(accessKeyId, secret, other, service, at);
    }

    Signer service(String other) {
        return new Signer(accessKeyId, secret, region, other, at);
    }

    Signer id(String other) {
        return new Signer(other, secret, region, service, at);
    }

    Wire sign(byte[] body, Consumer<SdkHttpRequest.Builder> request) {
        return sign(body, request, null);
    }

    /** Signs in the query when a lifetime is given. */
    Wire sign(byte[] body, Consumer<SdkHttpRequest.Builder> request, Duration expires) {
        SdkHttpRequest.Builder builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:30900"))
                .encodedPath(INVOKE);
        request.accept(builder);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> {
                    r.identity(AwsCredentialsIdentity.create(accessKeyId, secret))
                            .request(builder.build())
                            .payload(() -> new ByteArrayInputStream(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC));
                    if (expires != null) {
                        r.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires);
                    }
                })
                .request();
        return new Wire(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(null),
                signed.headers(),
                body);
    }
}
