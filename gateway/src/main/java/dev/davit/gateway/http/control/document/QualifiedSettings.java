package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;

/**
 * The settings that a function can have for each version and alias.
 *
 * @param qualifier the version or alias
 * @param metadata of the object that holds them
 * @param eventInvoke or null
 * @param provisioned or null
 */
public record QualifiedSettings(
        String qualifier,
        ObjectMeta metadata,
        FunctionEventInvokeConfig eventInvoke,
        ProvisionedConcurrencyConfig provisioned) {

    /** Those of {@code $LATEST}. */
    public static QualifiedSettings of(Function function) {
        return new QualifiedSettings(
                Subject.LATEST, function.getMetadata(), function.getSpec().functionEventInvokeConfig, null);
    }

    /** Those of a published version. */
    public static QualifiedSettings of(Version version) {
        return new QualifiedSettings(
                version.getStatus().version,
                version.getMetadata(),
                version.getSpec().functionEventInvokeConfig,
                version.getSpec().provisionedConcurrencyConfig);
    }

    /** Those of an alias. */
    public static QualifiedSettings of(Alias alias) {
        return new QualifiedSettings(
                AliasDocument.name(alias),
                alias.getMetadata(),
                alias.getSpec().functionEventInvokeConfig,
                alias.getSpec().provisionedConcurrencyConfig);
    }

    /** AWS's {@code FunctionEventInvokeConfig}; {@code function} is the ARN without a qualifier. */
    public Document eventInvokeDocument(Arn function) {
        DestinationConfig given = Objects.requireNonNullElseGet(eventInvoke.destinationConfig, DestinationConfig::new);
        return new Document()
                .put("LastModified", Changes.lastModified(metadata).getEpochSecond())
                .put("FunctionArn", function.qualified(qualifier).toString())
                .put("MaximumRetryAttempts", eventInvoke.maximumRetryAttempts)
                .put("MaximumEventAgeInSeconds", eventInvoke.maximumEventAgeInSeconds)
                .put(
                        "DestinationConfig",
                        new Document()
                                .put("OnSuccess", destination(given.onSuccess))
                                .put("OnFailure", destination(given.onFailure)));
    }

    private static Document destination(Destination destination) {
        return new Document().put("Destination", destination == null ? null : destination.destination);
    }

    /** AWS's answer on provisioned concurrency: what is asked for, and how much of it is there. */
    public Document provisionedDocument(ProvisionedCount count) {
        int requested = provisioned.provisionedConcurrentExecutions;
        int there = Math.min(requested, count.initialised());
        boolean failed = count.failing() && there < requested;
        return new Document()
                .put("RequestedProvisionedConcurrentExecutions", requested)
                .put("AvailableProvisionedConcurrentExecutions", there)
                .put("AllocatedProvisionedConcurrentExecutions", there)
                .put("Status", failed ? "FAILED" : there < requested ? "IN_PROGRESS" : "READY")
                .put("StatusReason", failed ? "FUNCTION_ERROR_INIT_FAILURE" : null)
                .put("LastModified", Changes.text(Changes.lastModified(metadata)));
    }
}
