package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a function's URL. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionURLConfigStatus {

    /**
     * The generation of the specification that this status speaks of; -1 until Davit has looked at the object
     * for the first time. A status whose number is lower than metadata.generation is out of date.
     */
    public Long observedGeneration;

    /**
     * What is true of the object now, one entry a type. Ready says it in one word; Reconciling is True while
     * Davit works on it, Stalled when nothing will change until somebody changes something. Each has a stable
     * reason and a message for people.
     */
    @MapKey("type")
    @Size(max = 16) public List<Condition> conditions;

    /**
     * The URL. Its host name begins with an id that is made of namespace, function and qualifier; the rest is the
     * chart's functionUrls.domain, which your DNS has to lead to the gateway.
     */
    public String functionURL;

    /**
     * The path under which the gateway serves the same URL on its own host name, for clusters without a wildcard
     * DNS name: for example http://davit-gateway.davit-system:9000 and this path.
     */
    public String urlPath;

    /** The ARN of the function, with the qualifier if there is one. */
    public String functionARN;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
