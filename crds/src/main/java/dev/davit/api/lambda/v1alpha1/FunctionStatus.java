package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a function, in AWS's words and in conditions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionStatus {

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

    /** As on AWS: Pending (invocations are refused with ResourceConflictException), Active, or Failed. */
    public String state;

    /** Why the state is what it is, for people. */
    public String stateReason;

    /**
     * Why the state is what it is, as AWS's code: Creating, InvalidConfiguration, InvalidRuntime, InvalidImage,
     * ImageAccessDenied, InsufficientCapacity, FunctionError and so on.
     */
    public String stateReasonCode;

    /**
     * What became of the newest specification: Successful, Failed or InProgress. Until it is Successful
     * invocations run the revision before.
     */
    public String lastUpdateStatus;

    /** Why the last update is what it is, for people. */
    public String lastUpdateStatusReason;

    /** Why the last update is what it is, as AWS's code. */
    public String lastUpdateStatusReasonCode;

    /** The FunctionRevision that $LATEST runs. */
    public String revision;

    /** The version that this object stands for: always $LATEST. */
    public String version;

    /** The highest version number that was published of this function; numbers are never used again. */
    public Long lastPublishedVersion;

    /** The concurrency that the function was granted for itself; unset: it shares the namespace's. */
    public Integer reservedConcurrentExecutions;

    /** The SHA-256 of the code in base64, as AWS shows it. */
    public String codeSHA256;

    /** The size of the code in bytes; 0 for images. */
    public Long codeSize;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
