package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What a function is: the fields of AWS's CreateFunction, as ACK names them, and a few of Davit's own. */
@ValidationRule(
        value = "has(self.code.imageURI) || (has(self.runtime) && has(self.handler))",
        message =
                "runtime and handler are both needed to run code from files: set them (for example runtime: python3.11 and "
                        + "handler: app.handler), or give a container image in code.imageURI.")
@ValidationRule(
        value = "!has(self.code.imageURI) || !(has(self.runtime) || has(self.handler))",
        message =
                "runtime and handler mean nothing for a container image, which brings its own: remove them, and choose the "
                        + "handler with imageConfig.command.")
@ValidationRule(
        value = "!has(self.code.imageURI) || !has(self.layers) || size(self.layers) == 0",
        message = "A container image cannot have layers: remove layers, and build what they hold into the image.")
@ValidationRule(
        value = "has(self.code.imageURI) || !has(self.imageConfig)",
        message =
                "imageConfig overrides settings of a container image, and this function has none: remove imageConfig, or "
                        + "give the image in code.imageURI.")
@ValidationRule(
        value = "!has(self.packageType) || (self.packageType == 'Image') == has(self.code.imageURI)",
        message =
                "packageType does not fit the code: Image goes with code.imageURI, Zip with every other source. Remove "
                        + "packageType; it follows from the code.")
@ValidationRule(
        value = "!(has(self.role) && has(self.roleRef))",
        message = "role and roleRef both say who the function runs as: keep one of them.")
@ValidationRule(
        value = "!(has(self.kmsKeyARN) && has(self.kmsKeyRef))",
        message = "kmsKeyARN and kmsKeyRef both name the key: keep one of them.")
@ValidationRule(
        value = "!(has(self.codeSigningConfigARN) && has(self.codeSigningConfigRef))",
        message = "codeSigningConfigARN and codeSigningConfigRef both name the configuration: keep one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionSpec {

    /**
     * The name by which callers invoke the function: metadata.name, which is the default; another one is refused.
     * Cannot be changed.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,64}$')",
            message =
                    "name must be 1 to 64 letters, digits, hyphens and underscores (an ARN is not a name here: use its last "
                            + "part), or leave it out to use metadata.name.")
    @Size(max = 140) public String name;

    /** What the function does, in your words; at most 256 characters. Has no effect on how it runs. */
    @Size(max = 256) public String description;

    /**
     * The managed runtime that runs the code, such as python3.11 or nodejs22.x: the name of a Runtime of the
     * cluster ({@code kubectl get runtimes.davit.dev}). Needed unless code.imageURI is set, and not allowed
     * with it. A change makes a new revision.
     */
    @Size(min = 1, max = 63) public String runtime;

    /**
     * What the runtime calls: file and function, such as app.handler for the function "handler" of app.py or
     * app.js. At most 128 characters without spaces. Needed unless code.imageURI is set, and not allowed with
     * it. A change makes a new revision.
     */
    @ValidationRule(
            value = "self.matches('^[^\\\\s]+$')",
            message =
                    "handler must not contain spaces: write the file, a dot and the function, for example app.handler.")
    @Size(min = 1, max = 128) public String handler;

    /** Where the code comes from. A change makes a new revision. */
    @Required
    public FunctionCode code;

    /** Zip or Image, as on AWS. Not needed, for it follows from the code; when it is set it must fit the code. */
    @Values({"Zip", "Image"})
    public String packageType;

    /**
     * The instruction set that the code is built for: x86_64 or arm64, one entry; default: that of the
     * cluster's nodes. Environments of an image run on nodes of that architecture only; for code from files it
     * has no effect and is reported.
     */
    @ValidationRule(
            value = "size(self) == 1",
            message =
                    "A function runs on one architecture: keep one entry, x86_64 or arm64, or leave architectures out.")
    @Size(max = 8) public List<@Values({"x86_64", "arm64"}) String> architectures;

    /**
     * Memory of an environment in MB, 128 to 10,240; default 128. It is both request and limit of the pod. CPU
     * follows from it as on AWS: 1 vCPU for each 1,769 MB. An invocation that needs more ends with
     * Runtime.OutOfMemory and its environment is replaced. A change makes a new revision.
     */
    @Default("128")
    @ValidationRule(
            value = "self >= 128 && self <= 10240",
            message =
                    "memorySize must be between 128 and 10240 (MB), the range of AWS Lambda: choose a number in it, for "
                            + "example 256.")
    public Integer memorySize;

    /**
     * The longest time that an invocation may take, in seconds, 1 to 900; default 3. What takes longer is ended
     * with the error Sandbox.Timedout, and its environment is replaced. A change makes a new revision.
     */
    @Default("3")
    @ValidationRule(
            value = "self >= 1 && self <= 900",
            message =
                    "timeout must be between 1 and 900 seconds, the range of AWS Lambda: choose a number in it. For longer "
                            + "work run a Task (ecs.davit.dev).")
    public Integer timeout;

    /**
     * The size of /tmp; default 512 MB. With it, a function of an image gets a volume at /tmp and a root that is read-only, as
     * functions of code always have; without it, such a function starts some 300 ms sooner and has its image's own /tmp, up to
     * 512 MB on a root that is writable where the image lets user 1000 write.
     */
    public EphemeralStorage ephemeralStorage;

    /**
     * How long an environment without invocations is kept before it is removed, in seconds, at least 1;
     * default: what the installation says, 600. Davit's own field. Longer means fewer cold starts and more
     * memory held. A change makes a new revision.
     */
    @ValidationRule(
            value = "self >= 1",
            message =
                    "idleTimeoutSeconds must be at least 1 second: an environment can only be idle after it was started. Use "
                            + "a small number to give memory back early, or leave it out for the default of the installation.")
    public Integer idleTimeoutSeconds;

    /** Environment variables for the code. */
    public FunctionEnvironment environment;

    /** Overrides for the container image: only with code.imageURI. */
    public ImageConfig imageConfig;

    /**
     * Who the function runs as: the name of a ServiceAccount of the namespace; an IAM role ARN stands for the
     * ServiceAccount that is called like its last part. Default: the function has no identity in the cluster.
     * Not together with roleRef.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:iam::[0-9]*:role/([^/]+/)*)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$')",
            message =
                    "role must be the name of a ServiceAccount of this namespace, or a role ARN whose last part is such a "
                            + "name (lower-case letters, digits, hyphens, dots).")
    @Size(max = 2048) public String role;

    /** Who the function runs as: a ServiceAccount of the namespace, by reference. Not together with role. */
    public Reference roleRef;

    /**
     * Publish a version of every content of the function, as soon as it is ready; default false. For each a Version object of
     * the next number is made that belongs to this Function and is deleted with it; a content that the latest version has
     * already is not published again. An Alias with functionVersion $LATEST.PUBLISHED follows.
     */
    public Boolean publish;

    /**
     * How many of the versions that publish made are kept, the newest ones, at least 1; default: all. Davit's own field. A
     * version stays beyond that while an Alias names it or it has provisioned concurrency, and until calls that it may still
     * be serving have had their time. Versions that you made yourself are never deleted.
     */
    @ValidationRule(
            value = "self >= 1",
            message =
                    "versionHistoryLimit must be at least 1, because the newest version is always kept: leave it out to "
                            + "keep all versions.")
    public Integer versionHistoryLimit;

    /**
     * ARNs of layer versions of the namespace, at most 5, each of another layer, as a LayerVersion's status shows
     * them. They are unpacked to /opt in this order, so that a later one replaces files of an earlier one. Code and
     * layers together may have 262,144,000 bytes unzipped. A change makes a new revision.
     */
    @Size(max = 5) public List<@Size(min = 1, max = 2048) String> layers;

    /**
     * Subnets and security groups of the function's environments, all of one VPC. They admit no connection
     * whatever the groups say, as on AWS. Default: environments reach the internet and nothing private. A change
     * makes a new revision.
     */
    public VPCConfig vpcConfig;

    /**
     * How many invocations may run at once at most; 0 stops all. Also set aside for this function: the others of
     * the namespace share what is left, which must be 100 at least. Default: the function shares the namespace's
     * concurrency, 1,000 unless the installation says otherwise. Calls beyond get TooManyRequestsException.
     */
    @ValidationRule(
            value = "self >= 0",
            message =
                    "reservedConcurrentExecutions must be 0 (stop all invocations) or more; leave it out to share the "
                            + "concurrency of the namespace.")
    public Integer reservedConcurrentExecutions;

    /**
     * How asynchronous invocations (InvocationType Event) of $LATEST are retried and where their results go; versions and
     * aliases have settings of their own, as on AWS. A change holds for events
     * that are under way, too. Needs a queue (the chart's nats.enabled, or async.nats.url), else Event invocations are refused.
     */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /**
     * Where asynchronous events go that could not be processed: the event itself, with RequestID, ErrorCode and ErrorMessage
     * beside it.
     */
    public DeadLetterConfig deadLetterConfig;

    /**
     * Form and level of the function's log, which is its pod's log. A managed runtime writes it so; an image's runtime
     * interface client is told by AWS's environment variables. Before variables of the same names. A change makes a new revision.
     */
    public LoggingConfig loggingConfig;

    /**
     * Whether invocations are traced. Accepted by the schema; has no effect yet and is reported: the gateway traces all calls or
     * none, as the chart's values say.
     */
    public TracingConfig tracingConfig;

    /**
     * Starting from a snapshot. Accepted for compatibility; has no effect on a cluster and is reported: keep
     * environments longer with idleTimeoutSeconds, or more of them warm in the Runtime.
     */
    public SnapStart snapStart;

    /**
     * Durable executions. Accepted by the schema; not available yet, so a function with it is not accepted by
     * the operator.
     */
    public DurableConfig durableConfig;

    /**
     * Environments apart for each tenant of the function. Accepted by the schema; not available yet, so a
     * function with it is not accepted by the operator.
     */
    public TenancyConfig tenancyConfig;

    /**
     * Network file systems, at most one as on AWS. Accepted by the schema; not available yet, so a function
     * with it is not accepted by the operator.
     */
    @Size(max = 1) public List<FileSystemConfig> fileSystemConfigs;

    /**
     * The ARN of a code signing configuration. Accepted by the schema; not available, so a function with it is
     * not accepted by the operator: admit signed images with an admission policy instead.
     */
    @Size(max = 2048) public String codeSigningConfigARN;

    /**
     * A code signing configuration by reference. Accepted by the schema; not available, so a function with it
     * is not accepted by the operator.
     */
    public Reference codeSigningConfigRef;

    /**
     * The key that encrypts environment variables at rest. Accepted for compatibility; has no effect and is
     * reported: encryption at rest is the cluster's.
     */
    @Size(max = 2048) public String kmsKeyARN;

    /**
     * The key that encrypts environment variables at rest, by reference. Accepted for compatibility; has no
     * effect and is reported: encryption at rest is the cluster's.
     */
    public Reference kmsKeyRef;

    /**
     * Tags for people and cost reports, at most 50; keys up to 128, values up to 256 characters. No effect on
     * how the function runs.
     */
    @ValidationRule(
            value = "self.all(k, size(k) >= 1 && size(k) <= 128)",
            message =
                    "A tag's key must be 1 to 128 characters, as on AWS: shorten it, and put the rest into its value.")
    @Size(max = 50) public Map<String, @Size(max = 256) String> tags;
}
