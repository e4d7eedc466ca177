package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.common.Reference;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.DurableConfig;
import dev.davit.api.lambda.v1alpha1.FileSystemConfig;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.VPCConfig;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Pure: the settings of a Function beside what runs, with AWS's defaults where it says nothing. A published version keeps its own
 * logging, network and layers; the others are the Function's for all of its versions.
 */
final class SettingsDocument {

    private SettingsDocument() {}

    /** Adds them to a {@code FunctionConfiguration}. */
    static void add(Document document, Subject subject) {
        FunctionSpec spec = subject.function().getSpec();
        Kept kept = subject.version() == null ? Kept.of(spec) : Kept.of(subject.revision());
        boolean traced = spec.tracingConfig != null && spec.tracingConfig.mode != null;
        boolean snapped = spec.snapStart != null && spec.snapStart.applyOn != null;
        document.put("TracingConfig", new Document().put("Mode", traced ? spec.tracingConfig.mode : "PassThrough"))
                .put(
                        "SnapStart",
                        new Document()
                                .put("ApplyOn", snapped ? spec.snapStart.applyOn : "None")
                                .put("OptimizationStatus", "Off"))
                .put("LoggingConfig", logging(kept.logging(), Subject.name(subject.function())))
                .put("VpcConfig", vpc(kept.subnets(), kept.securityGroups()))
                .put("DeadLetterConfig", deadLetters(spec.deadLetterConfig, subject.arn()))
                .put("KMSKeyArn", spec.kmsKeyARN)
                .put("Layers", layers(kept.layers()))
                .put("FileSystemConfigs", fileSystems(spec.fileSystemConfigs))
                .put("DurableConfig", durable(spec.durableConfig))
                .put(
                        "TenancyConfig",
                        spec.tenancyConfig == null || spec.tenancyConfig.tenantIsolationMode == null
                                ? null
                                : new Document().put("TenantIsolationMode", spec.tenancyConfig.tenantIsolationMode));
    }

    /** What a version keeps of it; lists are empty when there is nothing in them. */
    private record Kept(LoggingConfig logging, List<String> subnets, List<String> securityGroups, List<String> layers) {

        static Kept of(FunctionSpec spec) {
            VPCConfig vpc = Objects.requireNonNullElseGet(spec.vpcConfig, VPCConfig::new);
            return new Kept(
                    spec.loggingConfig,
                    named(vpc.subnetIDs, vpc.subnetRefs),
                    named(vpc.securityGroupIDs, vpc.securityGroupRefs),
                    Objects.requireNonNullElse(spec.layers, List.of()));
        }

        static Kept of(FunctionRevision revision) {
            if (revision == null) {
                return new Kept(null, List.of(), List.of(), List.of());
            }
            FunctionRevisionSpec spec = revision.getSpec();
            return new Kept(
                    spec.loggingConfig,
                    spec.network == null ? List.of() : spec.network.subnets,
                    spec.network == null ? List.of() : spec.network.securityGroups,
                    spec.layers == null
                            ? List.of()
                            : spec.layers.stream().map(layer -> layer.arn).toList());
        }

        private static List<String> named(List<String> ids, List<Reference> references) {
            Stream<String> names = references == null
                    ? Stream.empty()
                    : references.stream()
                            .filter(reference -> reference.from != null)
                            .map(reference -> reference.from.name);
            return Stream.concat(ids == null ? Stream.empty() : ids.stream(), names)
                    .toList();
        }
    }

    private static Document logging(LoggingConfig given, String function) {
        LoggingConfig logging = Objects.requireNonNullElseGet(given, LoggingConfig::new);
        boolean json = "JSON".equals(logging.logFormat);
        return new Document()
                .put("LogFormat", json ? "JSON" : "Text")
                .put("ApplicationLogLevel", level(json, logging.applicationLogLevel))
                .put("SystemLogLevel", level(json, logging.systemLogLevel))
                .put("LogGroup", Objects.requireNonNullElse(logging.logGroup, "/aws/lambda/" + function));
    }

    private static String level(boolean json, String level) {
        return json ? Objects.requireNonNullElse(level, "INFO") : null;
    }

    private static Document vpc(List<String> subnets, List<String> securityGroups) {
        return subnets.isEmpty() && securityGroups.isEmpty()
                ? null
                : new Document().put("SubnetIds", subnets).put("SecurityGroupIds", securityGroups);
    }

    private static Document deadLetters(DeadLetterConfig letters, Arn function) {
        String target = letters == null ? null : Receiver.of(letters.targetARN, function);
        return target == null ? null : new Document().put("TargetArn", target);
    }

    private static List<Document> layers(List<String> layers) {
        return layers.isEmpty()
                ? null
                : layers.stream().map(arn -> new Document().put("Arn", arn)).toList();
    }

    private static List<Document> fileSystems(List<FileSystemConfig> systems) {
        return systems == null || systems.isEmpty()
                ? null
                : systems.stream()
                        .map(system ->
                                new Document().put("Arn", system.arn).put("LocalMountPath", system.localMountPath))
                        .toList();
    }

    private static Document durable(DurableConfig durable) {
        return durable == null
                ? null
                : new Document()
                        .put("RetentionPeriodInDays", durable.retentionPeriodInDays)
                        .put("ExecutionTimeout", durable.executionTimeout);
    }
}
