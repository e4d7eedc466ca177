package dev.davit.e2e.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of the Lambda API, as every client can make it.
 *
 * @param operation as the AWS CLI writes it, for example {@code invoke-async}
 * @param parameters by their names in AWS's model; text alone
 * @param payload the event, or null for none
 * @param secret another secret to sign with than the account's, or null
 */
public record AwsCall(String operation, Map<String, String> parameters, String payload, String secret) {

    /** An {@code Invoke} of that function. */
    public static AwsCall invoke(String function) {
        return of("invoke", function);
    }

    /** Any operation on that function. */
    public static AwsCall of(String operation, String function) {
        return new AwsCall(operation, Map.of("FunctionName", function), null, null);
    }

    /** The same with a parameter more. */
    public AwsCall with(String parameter, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new AwsCall(operation, more, payload, secret);
    }

    /** The same with an event. */
    public AwsCall payload(String text) {
        return new AwsCall(operation, parameters, text, secret);
    }

    /** The same, signed with another secret. */
    public AwsCall signedWith(String other) {
        return new AwsCall(operation, parameters, payload, other);
    }

    /** The same in the account of that id. */
    public AwsCall in(String account) {
        var own = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> own.put(name, value.replace(InvokeTable.ACCOUNT, account)));
        return new AwsCall(operation, own, payload, secret);
    }

    String function() {
        return parameters.get("FunctionName");
    }
}
