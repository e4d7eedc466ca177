package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.lambda.v1alpha1.ImageConfig;
import dev.davit.api.lambda.v1alpha1.LoggingConfig;
import dev.davit.api.lambda.v1alpha1.SecretVariable;
import io.fabric8.crd.generator.annotation.SelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** All that an environment needs to run the function. */
@ValidationRule(
        value = "self == oldSelf",
        message = "A FunctionRevision never changes: change the Function, which makes a new revision.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionRevisionSpec {

    /** The name by which callers invoke the function. */
    @Required
    @Size(min = 1, max = 64) public String functionName;

    /** The number of the published version that this revision is for; unset: $LATEST. */
    @Size(max = 20) public String version;

    /** The Runtime that runs the code; unset for images. */
    @Size(max = 63) public String runtime;

    /** What the runtime calls; unset for images. */
    @Size(max = 128) public String handler;

    /** The container image; unset for code from files. */
    @Size(max = 2048) public String imageURI;

    /** Overrides for the image. */
    public ImageConfig imageConfig;

    /** The code as files; unset for images. Code from a ConfigMap is here as it was when the revision was made. */
    public RevisionCode code;

    /** The layers, in the order in which they are unpacked. */
    @Size(max = 5) public List<RevisionLayer> layers;

    /** The SHA-256 of the code in base64. */
    @Size(max = 64) public String codeSHA256;

    /** The size of the code in bytes; 0 for images. */
    public Long codeSize;

    /** Memory of an environment in MB. */
    @Required
    public Integer memorySize;

    /** The longest time that an invocation may take, in seconds. */
    @Required
    public Integer timeout;

    /** Size in MB of /tmp, a volume on a read-only root; unset: an image's own /tmp, 512 MB on a root that can be written. */
    public Integer ephemeralStorageSize;

    /** How long an idle environment is kept, in seconds; unset: what the installation says. */
    public Integer idleTimeoutSeconds;

    /** Environment variables for the code. */
    @Size(max = 512) public Map<String, @Size(max = 4096) String> environment;

    /** Environment variables whose values the node reads from Secrets when an environment starts. */
    @Size(max = 64) public List<SecretVariable> secrets;

    /** Form and level of the log. */
    public LoggingConfig loggingConfig;

    /** The ServiceAccount that environments run as; unset: none. */
    @Size(max = 253) public String serviceAccountName;

    /** VPC, subnets and security groups of its environments; unset: they reach the internet and nothing private. */
    public NetworkClass network;

    /** The instruction set that the code is built for. */
    @Size(max = 1) public List<@Size(max = 16) String> architectures;

    /** The EnvironmentPool that runs this revision. */
    @SelectableField
    @Size(max = 253) public String environmentPool;
}
