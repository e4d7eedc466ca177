package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import java.util.List;
import java.util.Map;

/** Function Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionSpec {
    /** Name. */
    public String name;

    /** Description. */
    public String description;

    /** Runtime. */
    public String runtime;

    /** Handler. */
    public String handler;

    /** Code. */
    public FunctionCode code;

    /** Package type. */
    public String packageType;

    /** Architectures. */
    public List<String> architectures;

    /** Memory size. */
    public Integer memorySize;

    /** Timeout. */
    public Integer timeout;

    /** Ephemeral storage. */
    public EphemeralStorage ephemeralStorage;

    /** Idle timeout seconds. */
    public Integer idleTimeoutSeconds;

    /** Environment. */
    public FunctionEnvironment environment;

    /** Image config. */
    public ImageConfig imageConfig;

    /** Role. */
    public String role;

    /** Role ref. */
    public Reference roleRef;

    /** Publish. */
    public Boolean publish;

    /** Layers. */
    public List<String> layers;

    /** Vpc config. */
    public VPCConfig vpcConfig;

    /** Reserved concurrent executions. */
    public Integer reservedConcurrentExecutions;

    /** Function event invoke config. */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /** Dead letter config. */
    public DeadLetterConfig deadLetterConfig;

    /** Logging config. */
    public LoggingConfig loggingConfig;

    /** Tracing config. */
    public TracingConfig tracingConfig;

    /** Snap start. */
    public SnapStart snapStart;

    /** Durable config. */
    public DurableConfig durableConfig;

    /** Tenancy config. */
    public TenancyConfig tenancyConfig;

    /** File system configs. */
    public List<FileSystemConfig> fileSystemConfigs;

    /** Code signing config arn. */
    public String codeSigningConfigARN;

    /** Code signing config ref. */
    public Reference codeSigningConfigRef;

    /** Kms key arn. */
    public String kmsKeyARN;

    /** Kms key ref. */
    public Reference kmsKeyRef;

    /** Tags. */
    public Map<String, String> tags;
}
