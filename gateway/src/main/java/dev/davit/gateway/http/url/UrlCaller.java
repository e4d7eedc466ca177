package dev.davit.gateway.http.url;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.davit.api.common.Arn;
import dev.davit.gateway.http.invoke.Caller;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;

/** Who calls, as an event's request context tells it. */
final class UrlCaller {

    private static final String ANYBODY = "anonymous";
    private static final String SIGNED = "AWS4-";

    private UrlCaller() {}

    /** The caller's account. */
    static String account(Caller caller) {
        return caller == null
                ? ANYBODY
                : Arn.parse(caller.arn()).map(Arn::account).orElse(ANYBODY);
    }

    /** Writes {@code authorizer.iam} of a proven caller. */
    static void write(JsonGenerator json, UrlCall call) throws IOException {
        Caller caller = call.caller();
        if (caller == null) {
            return;
        }
        json.writeObjectFieldStart("authorizer");
        json.writeObjectFieldStart("iam");
        if (isSigned(call)) {
            json.writeStringField(
                    "accessKey", caller.arn().substring(caller.arn().lastIndexOf('/') + 1));
        }
        json.writeStringField("accountId", account(caller));
        json.writeStringField("callerId", caller.user());
        json.writeNullField("cognitoIdentity");
        json.writeNullField("principalOrgId");
        json.writeStringField("userArn", caller.arn());
        json.writeStringField("userId", caller.user());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** With an access key, whose id is then the last part of the caller's ARN. */
    private static boolean isSigned(UrlCall call) {
        String authorization = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null || authorization.startsWith(SIGNED);
    }
}
