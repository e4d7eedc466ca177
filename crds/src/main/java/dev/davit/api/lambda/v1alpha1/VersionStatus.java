package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VersionStatus {

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

    /** The number under which callers reach it: "1", "2" and so on, counted for each function. */
    public String version;

    /** The FunctionRevision that it runs: a copy of the one that was published, for this version alone. */
    public String revision;

    /** The FunctionRevision of the Function that was published. */
    public String publishedFrom;

    /** The SHA-256 of its code in base64. */
    public String codeSHA256;

    /** How far the environments are that are kept initialised; unset: none are. */
    public ProvisionedConcurrencyStatus provisionedConcurrency;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
