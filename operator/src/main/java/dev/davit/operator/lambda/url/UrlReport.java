package dev.davit.operator.lambda.url;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.FunctionUrlId;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigStatus;
import dev.davit.api.lambda.v1alpha1.FunctionURLReason;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;

/** Pure: a URL's status. The URL is in it exactly when the function is there and has no other. */
final class UrlReport {
    static final String ACCEPTED = "Accepted";
    static final String RESOLVED = "Resolved";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, RESOLVED);

    private UrlReport() {}

    static FunctionURLConfigStatus status(UrlInputs inputs) {
        FunctionURLConfigStatus status = new FunctionURLConfigStatus();
        status.observedGeneration = inputs.config().getMetadata().getGeneration();
        var conditions = CONDITIONS.begin(inputs.status().conditions, status.observedGeneration, inputs.now());
        Outcome accepted = UrlCheck.accepted(inputs);
        Conditions.decided(conditions, ACCEPTED, FunctionURLReason.Accepted, accepted);
        if (accepted instanceof Outcome.Accepted) {
            inputs.functionName().ifPresent(name -> served(inputs, name, status));
            Conditions.decided(conditions, RESOLVED, FunctionURLReason.Resolved, UrlCheck.resolved(inputs));
        }
        status.conditions = conditions.build();
        return status;
    }

    private static void served(UrlInputs inputs, String function, FunctionURLConfigStatus status) {
        String id = FunctionUrlId.of(inputs.namespace(), function, inputs.spec().qualifier);
        status.functionURL = inputs.site().url(id);
        status.urlPath = UrlSite.path(id);
        status.functionARN = Arn.function(inputs.site().region(), inputs.account(), function)
                .qualified(inputs.spec().qualifier)
                .toString();
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = status.functionARN;
        status.ackResourceMetadata.ownerAccountID = inputs.account();
        status.ackResourceMetadata.region = inputs.site().region();
    }
}
