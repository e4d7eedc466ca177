package dev.davit.gateway.http.control;

import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import java.util.Map;

/**
 * One call of an operation.
 *
 * @param operation its name in AWS's service model
 * @param path the decoded parameters of the path
 * @param query the decoded parameters of the query
 * @param caller who calls
 */
record ControlCall(String operation, Map<String, String> path, Map<String, String> query, Caller caller) {

    /** The IAM action, as AWS's messages name it. */
    String action() {
        return "lambda:" + operation;
    }

    /** The function and version that are named by {@code FunctionName} and {@code Qualifier}. */
    FunctionReference qualifiedFunction() {
        return checked(FunctionReference.parse(path.get("FunctionName"), query.get("Qualifier")));
    }

    /** The function that is named; the operation has no version, so one in the name counts for nothing. */
    FunctionReference function() {
        Constraints constraints = new Constraints();
        FunctionReference function = function(constraints);
        ControlRefusal.throwIf(constraints);
        return function;
    }

    /** The same for an operation that reads more before it refuses; null when the name is none. */
    FunctionReference function(Constraints constraints) {
        FunctionReference named = FunctionReference.parse(path.get("FunctionName"), null, constraints);
        return named == null ? null : named.unqualified();
    }

    /** The page that is asked for, {@code most} items at most whatever the caller wants. */
    Paging paging(int most, int limit, Constraints constraints) {
        String wanted = query.get("MaxItems");
        String marker = query.get("Marker");
        return new Paging(
                wanted == null ? most : Math.min(most, Paging.maxItems(wanted, limit, constraints)),
                marker == null || marker.isEmpty() ? null : marker);
    }

    private static FunctionReference checked(FunctionReference reference) {
        if (reference.refusal() != null) {
            throw new ControlRefusal(reference.refusal());
        }
        return reference;
    }
}
