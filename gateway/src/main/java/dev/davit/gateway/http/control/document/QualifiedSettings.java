package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;

/**
 * The settings that a function can have for each version and alias.
 *
 * @param qualifier the version or alias
 * @param metadata of the object that holds them
 * @param eventInvoke or null where none says anything
 * @param provisioned how far provisioned environments are, or null where none are
 */
public record QualifiedSettings(
        String qualifier,
        ObjectMeta metadata,
        FunctionEventInvokeConfig eventInvoke,
        ProvisionedConcurrencyStatus provisioned) {

    /** Those of {@code $LATEST}. */
    public static QualifiedSettings of(Function function) {
        return new QualifiedSettings(
                Subject.LATEST, function.getMetadata(), meant(function.getSpec().functionEventInvokeConfig), null);
    }

    /** Those of a published version. */
    public static QualifiedSettings of(Version version) {
        return new QualifiedSettings(
                version.getStatus().version,
                version.getMetadata(),
                meant(version.getSpec().functionEventInvokeConfig),
                provisioned(
                        version.getSpec().provisionedConcurrencyConfig, version.getStatus().provisionedConcurrency));
    }

    /** Those of an alias. */
    public static QualifiedSettings of(Alias alias) {
        return new QualifiedSettings(
                AliasDocument.name(alias),
                alias.getMetadata(),
                meant(alias.getSpec().functionEventInvokeConfig),
                provisioned(
                        alias.getSpec().provisionedConcurrencyConfig,
                        alias.getStatus() == null ? null : alias.getStatus().provisionedConcurrency));
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
                                .put("OnSuccess", destination(given.onSuccess, function))
                                .put("OnFailure", destination(given.onFailure, function)));
    }

    private static Document destination(Destination destination, Arn function) {
        return new Document()
                .put("Destination", destination == null ? null : Receiver.of(destination.destination, function));
    }

    /** Null when it says nothing: AWS has no configuration then, and its defaults hold. */
    private static FunctionEventInvokeConfig meant(FunctionEventInvokeConfig config) {
        DestinationConfig where = config == null ? null : config.destinationConfig;
        boolean saysNothing = config == null
                || config.maximumRetryAttempts == null
                        && config.maximumEventAgeInSeconds == null
                        && (where == null || isNone(where.onSuccess) && isNone(where.onFailure));
        return saysNothing ? null : config;
    }

    private static boolean isNone(Destination destination) {
        return destination == null || destination.destination == null || destination.destination.isBlank();
    }

    /** AWS's answer on provisioned concurrency: what is asked for and granted, and how much of it is there. */
    public Document provisionedDocument() {
        return new Document()
                .put("RequestedProvisionedConcurrentExecutions", provisioned.requestedProvisionedConcurrentExecutions)
                .put(
                        "AvailableProvisionedConcurrentExecutions",
                        Objects.requireNonNullElse(provisioned.availableProvisionedConcurrentExecutions, 0))
                .put(
                        "AllocatedProvisionedConcurrentExecutions",
                        Objects.requireNonNullElse(provisioned.allocatedProvisionedConcurrentExecutions, 0))
                .put(
                        "Status",
                        Objects.requireNonNullElse(provisioned.status, ProvisionedConcurrencyState.IN_PROGRESS.name()))
                .put("StatusReason", provisioned.statusReason)
                .put("LastModified", Changes.text(Changes.lastModified(metadata)));
    }

    /** None but what is asked for still and was granted. */
    private static ProvisionedConcurrencyStatus provisioned(
            ProvisionedConcurrencyConfig asked, ProvisionedConcurrencyStatus granted) {
        return asked == null || granted == null || granted.requestedProvisionedConcurrentExecutions == null
                ? null
                : granted;
    }
}
