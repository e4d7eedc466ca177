package dev.davit.operator.lambda.function;

import dev.davit.api.common.Labels;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;

/** Versions and aliases as a test of their function wants them. */
final class Publications {
    static final String CREATED = "2026-11-23T09:00:00Z";

    private Publications() {}

    /** A version that somebody made; {@code number} null: it has none yet. */
    static Version version(String name, String number, String from, int provisioned) {
        Version version = new Version();
        version.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withCreationTimestamp(CREATED)
                .build());
        version.getSpec().functionName = "hello";
        version.getSpec().revisionID = from;
        if (number != null) {
            version.setStatus(new VersionStatus());
            version.getStatus().version = number;
            version.getStatus().revision = name + "-copy";
            version.getStatus().publishedFrom = from;
            version.getStatus().provisionedConcurrency = provisioned(provisioned);
        }
        return version;
    }

    /** A version that the function published by itself, at that time. */
    static Version own(String name, String number, String from, String published) {
        Version version = version(name, number, from, 0);
        version.getMetadata().setLabels(java.util.Map.of(Labels.MANAGED_BY, Labels.DAVIT));
        version.getMetadata()
                .setOwnerReferences(List.of(
                        new OwnerReferenceBuilder().withUid("function-uid").build()));
        if (number != null) {
            version.getStatus().conditions = List.of(new ConditionBuilder()
                    .withType("Published")
                    .withStatus("True")
                    .withLastTransitionTime(published)
                    .build());
        }
        return version;
    }

    static Alias alias(String name, String number, int provisioned) {
        Alias alias = new Alias();
        alias.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withCreationTimestamp(CREATED)
                .build());
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = number;
        alias.setStatus(new AliasStatus());
        alias.getStatus().functionVersion = number;
        alias.getStatus().provisionedConcurrency = provisioned(provisioned);
        return alias;
    }

    static ProvisionedConcurrencyConfig asking(int executions) {
        ProvisionedConcurrencyConfig config = new ProvisionedConcurrencyConfig();
        config.provisionedConcurrentExecutions = executions;
        return config;
    }

    private static ProvisionedConcurrencyStatus provisioned(int executions) {
        if (executions == 0) {
            return null;
        }
        ProvisionedConcurrencyStatus status = new ProvisionedConcurrencyStatus();
        status.requestedProvisionedConcurrentExecutions = executions;
        return status;
    }
}
