package dev.davit.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class S3EndpointTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-27T01:02:03Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.org, bucket, code.zip,",
        "http://127.0.0.1:8333/, bucket, dir/größe a+b=c.zip,",
        "https://s3.example.org:9000, my.bucket, a%20b/code (1).zip, 3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY",
    })
    void signsAsTheSdkOfAwsDoes(String address, String bucket, String key, String version) {
        Source source = new S3Endpoint(address, "eu-west-1", new S3Endpoint.Credentials("AKIAX", "secret"), NOW)
                .source(bucket, key, version, null);
        Map<String, String> signed = source.headers().apply(Map.of());
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(URI.create(source.url()))
                .method(SdkHttpMethod.GET)
                .putHeader("x-amz-content-sha256", signed.get("x-amz-content-sha256"))
                .build();
        String theirs = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsCredentialsIdentity.create("AKIAX", "secret"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, NOW))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
        assertThat(signed.get("Authorization")).isEqualTo(theirs);
        assertThat(source.trusted()).isTrue();
    }

    @Test
    void signsNothingWithoutCredentials() {
        Source source = new S3Endpoint("https://s3.example.org", "us-east-1", null, NOW).source("b", "k", null, null);
        assertThat(source.headers().apply(Map.of())).isEmpty();
        assertThat(source.url()).isEqualTo("https://s3.example.org/b/k");
    }

    @Test
    void showsNoSecret() {
        assertThat(new S3Endpoint.Credentials("AKIAX", "secret")).hasToString("AKIAX");
    }
}
