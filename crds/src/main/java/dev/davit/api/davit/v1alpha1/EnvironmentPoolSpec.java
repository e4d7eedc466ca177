package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.lambda.v1alpha1.SecretVariable;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.SetList;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;

/** What the pods of a pool are (written by the operator) and how many are wanted (written by the gateway). */
@ValidationRule(
        value = "has(self.runtime) != has(self.functionRevision)",
        message =
                "A pool is either generic, with a runtime, or of one image function, with a functionRevision: set exactly "
                        + "one of the two.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentPoolSpec {

    /** The Runtime that a generic pool boots; unset for image functions. */
    @Size(max = 63) public String runtime;

    /** The FunctionRevision that an image pool runs; unset for generic pools. */
    @Size(max = 253) public String functionRevision;

    /** The image of the pods. */
    @Size(max = 2048) public String imageURI;

    /** Memory of a pod in MB. */
    public Integer memorySize;

    /** Size in MB of /tmp, a volume on a read-only root; unset: an image's own /tmp, 512 MB on a root that can be written. */
    public Integer ephemeralStorageSize;

    /** The ServiceAccount of the pods; unset: none. */
    @Size(max = 253) public String serviceAccountName;

    /** VPC, subnets and security groups of the pods; unset: they reach the internet and nothing private. */
    public NetworkClass network;

    /** Environment variables of the pods whose values the node reads from Secrets. */
    @Size(max = 64) public List<SecretVariable> secrets;

    /** How many environments without a function are kept ready; from the Runtime, 0 for image pools. */
    @Min(0) public Integer warm;

    /** How many environments are started once to see whether an image works: 1 for image pools, else 0. */
    @Min(0) public Integer initial;

    /** How long an environment may take to become ready, in seconds. */
    @Min(1) public Integer initTimeoutSeconds;

    /**
     * How many environments the gateway wants in all; default 0. Written by the gateway; {@code kubectl scale}
     * may be used while it is idle.
     */
    @Default("0")
    @SpecReplicas
    @Min(0) public Integer replicas;

    /** Which pod runs which revision. Written by the gateway; a claim is for the life of the pod. */
    @MapKey("pod")
    @Size(max = 5000) public List<EnvironmentClaim> claims;

    /** How many environments of which revisions are kept initialised, and how far they are. Written by the gateway. */
    @MapKey("revision")
    @Size(max = 1000) public List<ProvisionedEnvironments> provisioned;

    /** Pods to remove. Written by the gateway. */
    @SetList
    @Size(max = 5000) public List<@Size(min = 1, max = 253) String> retire;
}
