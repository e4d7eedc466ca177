package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.DurableConfig;
import dev.davit.api.lambda.v1alpha1.FileSystemConfig;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.VPCConfig;
import java.util.List;
import java.util.Objects;

/** Pure: the settings of a Function that its versions have in common, with AWS's defaults where it says nothing. */
final class SettingsDocument {

    private SettingsDocument() {}

    /** Adds them to the {@code FunctionConfiguration} of the function with that ARN. */
    static void add(Document document, Function function, Arn arn) {
        FunctionSpec spec = function.getSpec();
        boolean traced = spec.tracingConfig != null && spec.tracingConfig.mode != null;
        boolean snapped = spec.snapStart != null && spec.snapStart.applyOn != null;
        document.put("TracingConfig", new Document().put("Mode", traced ? spec.tracingConfig.mode : "PassThrough"))
                .put(
                        "SnapStart",
                        new Document()
                                .put("ApplyOn", snapped ? spec.snapStart.applyOn : "None")
                                .put("OptimizationStatus", "Off"))
                .put("LoggingConfig", logging(spec.loggingConfig, Subject.name(function)))
                .put("VpcConfig", vpc(spec.vpcConfig))
                .put("DeadLetterConfig", deadLetters(spec.deadLetterConfig, arn))
                .put("KMSKeyArn", spec.kmsKeyARN)
                .put("Layers", layers(spec.layers))
                .put("FileSystemConfigs", fileSystems(spec.fileSystemConfigs))
                .put("DurableConfig", durable(spec.durableConfig))
                .put(
                        "TenancyConfig",
                        spec.tenancyConfig == null || spec.tenancyConfig.tenantIsolationMode == null
                                ? null
                                : new Document().put("TenantIsolationMode", spec.tenancyConfig.tenantIsolationMode));
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

    private static Document vpc(VPCConfig vpc) {
        return vpc == null || vpc.subnetIDs == null && vpc.securityGroupIDs == null
                ? null
                : new Document()
                        .put("SubnetIds", Objects.requireNonNullElse(vpc.subnetIDs, List.of()))
                        .put("SecurityGroupIds", Objects.requireNonNullElse(vpc.securityGroupIDs, List.of()));
    }

    private static Document deadLetters(DeadLetterConfig letters, Arn function) {
        String target = letters == null ? null : Receiver.of(letters.targetARN, function);
        return target == null ? null : new Document().put("TargetArn", target);
    }

    private static List<Document> layers(List<String> layers) {
        return layers == null || layers.isEmpty()
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
