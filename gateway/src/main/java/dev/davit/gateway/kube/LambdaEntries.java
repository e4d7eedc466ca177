package dev.davit.gateway.kube;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Arn;
import dev.davit.api.common.Reference;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.LoggingVariables;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.VersionEntry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pure: what the catalog needs of functions, versions, aliases and revisions; null when there is nothing to say yet. */
final class LambdaEntries {

    /** Code beyond this many characters is read when it is needed instead of kept in memory. */
    static final int MOST_CODE = 64 * 1024;

    private static final int DEFAULT_MEMORY = 128;
    private static final int DEFAULT_TIMEOUT = 3;

    private LambdaEntries() {}

    static FunctionEntry function(Function function) {
        FunctionStatus status = Objects.requireNonNullElseGet(function.getStatus(), FunctionStatus::new);
        String resource = function.getMetadata().getName();
        return new FunctionEntry(
                key(function, or(function.getSpec().name, resource)),
                resource,
                FunctionState.of(status.state),
                status.stateReason,
                status.revision,
                reserved(function, status),
                EventConfigs.of(function.getSpec().functionEventInvokeConfig, function.getSpec().deadLetterConfig));
    }

    /** What the operator decided; until it has looked, less than was granted before counts at once, more does not. */
    private static Integer reserved(Function function, FunctionStatus status) {
        Integer asked = function.getSpec().reservedConcurrentExecutions;
        Integer granted = status.reservedConcurrentExecutions;
        boolean decided = status.observedGeneration != null
                && status.observedGeneration.equals(function.getMetadata().getGeneration());
        if (decided) {
            return granted;
        }
        return asked == null || granted == null ? asked : Integer.valueOf(Math.min(asked, granted));
    }

    static VersionEntry version(Version version) {
        if (version.getStatus() == null
                || version.getStatus().version == null
                || version.getStatus().revision == null) {
            return null;
        }
        String function = functionName(
                version.getStatus().ackResourceMetadata, version.getSpec().functionName, version.getSpec().functionRef);
        return function == null
                ? null
                : new VersionEntry(
                        key(version, function),
                        version.getMetadata().getName(),
                        version.getStatus().version,
                        version.getStatus().revision,
                        provisioned(
                                version.getSpec().provisionedConcurrencyConfig,
                                version.getStatus().provisionedConcurrency),
                        EventConfigs.of(version.getSpec().functionEventInvokeConfig, null),
                        createdAt(version));
    }

    static AliasEntry alias(Alias alias) {
        boolean settled = alias.getStatus() != null && alias.getStatus().functionVersion != null;
        String version = settled ? alias.getStatus().functionVersion : alias.getSpec().functionVersion;
        String function = functionName(
                alias.getStatus() == null ? null : alias.getStatus().ackResourceMetadata,
                alias.getSpec().functionName,
                alias.getSpec().functionRef);
        if (function == null || version == null) {
            return null;
        }
        String resource = alias.getMetadata().getName();
        FunctionKey key = key(alias, function);
        String name = or(alias.getSpec().name, resource);
        // Shares belong to the version they were written for.
        Optional<Map.Entry<String, Double>> share = version.equals(alias.getSpec().functionVersion)
                ? weights(alias).entrySet().stream().findFirst()
                : Optional.empty();
        return new AliasEntry(
                key,
                resource,
                name,
                version,
                share.map(Map.Entry::getKey).orElse(null),
                share.map(Map.Entry::getValue).orElse(0.0),
                provisioned(
                        alias.getSpec().provisionedConcurrencyConfig,
                        alias.getStatus() == null ? null : alias.getStatus().provisionedConcurrency),
                EventConfigs.of(alias.getSpec().functionEventInvokeConfig, null),
                createdAt(alias));
    }

    private static long createdAt(HasMetadata object) {
        String text = object.getMetadata().getCreationTimestamp();
        return text == null ? 0 : Instant.parse(text).getEpochSecond();
    }

    /** What is granted; less than that counts at once. */
    private static int provisioned(ProvisionedConcurrencyConfig asked, ProvisionedConcurrencyStatus granted) {
        return asked == null
                        || asked.provisionedConcurrentExecutions == null
                        || granted == null
                        || granted.requestedProvisionedConcurrentExecutions == null
                ? 0
                : Math.min(asked.provisionedConcurrentExecutions, granted.requestedProvisionedConcurrentExecutions);
    }

    private static Map<String, Double> weights(Alias alias) {
        RoutingConfig routing = alias.getSpec().routingConfig;
        return routing == null || routing.additionalVersionWeights == null
                ? Map.of()
                : routing.additionalVersionWeights;
    }

    static RevisionEntry revision(FunctionRevision revision) {
        FunctionRevisionSpec spec = revision.getSpec();
        return new RevisionEntry(
                new RevisionKey(
                        revision.getMetadata().getNamespace(),
                        revision.getMetadata().getName()),
                spec.functionName,
                spec.version == null ? Catalog.LATEST : spec.version,
                spec.environmentPool,
                spec.imageURI != null,
                spec.handler,
                Objects.requireNonNullElse(spec.memorySize, DEFAULT_MEMORY),
                Objects.requireNonNullElse(spec.timeout, DEFAULT_TIMEOUT),
                variables(spec),
                code(spec),
                spec.idleTimeoutSeconds,
                ArchiveEntries.of(spec));
    }

    private static Map<String, String> code(FunctionRevisionSpec spec) {
        Map<String, String> files = inline(spec);
        int size = files.values().stream().mapToInt(String::length).sum();
        return size > MOST_CODE ? null : files;
    }

    static Map<String, String> inline(FunctionRevisionSpec spec) {
        return spec.code == null || spec.code.inline == null ? Map.of() : Map.copyOf(spec.code.inline);
    }

    /**
     * The AWS name of the function that a version or alias is of. A reference names an object, whose AWS name may be
     * another; the ARN in status tells, so until there is one the object's name has to do.
     */
    private static String functionName(ACKResourceMetadata metadata, String name, Reference reference) {
        String byArn = metadata == null
                ? null
                : Arn.parse(metadata.arn).flatMap(Arn::functionName).orElse(null);
        if (byArn != null) {
            return byArn;
        }
        if (name != null) {
            return Arn.parse(name).flatMap(Arn::functionName).orElse(name);
        }
        return reference == null || reference.from == null ? null : reference.from.name;
    }

    private static FunctionKey key(HasMetadata object, String function) {
        return new FunctionKey(object.getMetadata().getNamespace(), function);
    }

    private static String or(String name, String otherwise) {
        return name == null || name.isEmpty() ? otherwise : name;
    }

    /** What the function's author set, and what its log settings say. */
    private static Map<String, String> variables(FunctionRevisionSpec spec) {
        Map<String, String> variables = new HashMap<>();
        if (spec.environment != null) {
            variables.putAll(spec.environment);
        }
        if (spec.loggingConfig != null) {
            variables.putAll(LoggingVariables.of(spec.loggingConfig));
            variables.put("AWS_LAMBDA_LOG_GROUP_NAME", LoggingVariables.group(spec.loggingConfig, spec.functionName));
        }
        return Map.copyOf(variables);
    }
}
