package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a version of a layer holds: the fields of AWS's PublishLayerVersion, as ACK names them. */
@ValidationRule(
        value = "self == oldSelf",
        message =
                "A layer version never changes: create another LayerVersion with the same layerName, and name its ARN in the "
                        + "functions that shall use it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LayerVersionSpec {

    /** The layer's name: 1 to 64 letters, digits, hyphens and underscores. Versions are counted for each name. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,64}$')",
            message = "layerName must be 1 to 64 letters, digits, hyphens and underscores (not an ARN): respell it.")
    @Size(max = 140) public String layerName;

    /** The files. */
    @Required
    public LayerContent content;

    /**
     * The runtimes that the layer is for, at most 15; default: any. A function with another runtime may use it, as
     * on AWS, and says so in its condition.
     */
    @Size(max = 15) public List<@Size(min = 1, max = 63) String> compatibleRuntimes;

    /** The instruction sets that the layer is for; default: any. */
    @Size(max = 2) public List<@Values({"x86_64", "arm64"}) String> compatibleArchitectures;

    /** What the layer is, in your words; at most 256 characters. */
    @Size(max = 256) public String description;

    /** Its licence: a name, an address or the text; at most 512 characters. */
    @Size(max = 512) public String licenseInfo;
}
