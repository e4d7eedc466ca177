package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A target and how it is, in AWS's words. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetHealthDescription {

    /**
     * The pod's address, or the ARN of the function.
     */
    @Size(max = 256) public String id;

    /**
     * The port that it is called on; none for a function.
     */
    public Integer port;

    /**
     * The pod.
     */
    @Size(max = 253) public String pod;

    /**
     * The zone of its node, where the node has one.
     */
    @Size(max = 63) public String availabilityZone;

    /**
     * initial, healthy, unhealthy, draining, unused, or unavailable: a function, which is not checked.
     */
    @Size(max = 32) public String state;

    /**
     * AWS's reason code when it is not healthy, for example Elb.InitialHealthChecking, Target.FailedHealthChecks
     * or Target.DeregistrationInProgress.
     */
    @Size(max = 64) public String reason;

    /**
     * The reason in words.
     */
    @Size(max = 256) public String description;
}
