package dev.davit.e2e.bench;

import dev.davit.testkit.davit.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests signed once by AWS's own signer and sent many times, within the minutes that a signature is good for. */
final class Signed {

    private Signed() {}

    static byte[] invoke(Account account, String function, String event) {
        var path = "/2015-03-31/functions/" + function + "/invocations";
        var endpoint = account.davit().cluster().invokeEndpoint();
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath(path)
                .putHeader("Content-Type", "application/json")
                .build();
        var signed = AwsV4HttpSigner.create().sign(r -> r.identity(AwsCredentialsIdentity.create(
                        account.key().id(), account.key().secret()))
                .request(unsigned)
                .payload(ContentStreamProvider.fromUtf8String(event))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        Map<String, List<String>> headers = new HashMap<>(signed.request().headers());
        headers.putIfAbsent("Host", List.of(endpoint.getHost() + ":" + endpoint.getPort()));
        return RawClient.post(path, headers, event);
    }
}
