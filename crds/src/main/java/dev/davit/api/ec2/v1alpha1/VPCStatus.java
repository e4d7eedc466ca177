package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a VPC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCStatus {

    /**
     * The generation of the specification that this status speaks of; -1 until Davit has looked at the
     * object for the first time. A status whose number is lower than metadata.generation is out of date.
     */
    public Long observedGeneration;

    /**
     * What is true of the object now, one entry a type. Ready says it in one word; Reconciling is True
     * while Davit works on it, Stalled when nothing will change until somebody changes something. Each has
     * a stable reason and a message for people.
     */
    @MapKey("type")
    @Size(max = 16) public List<Condition> conditions;

    /**
     * Its id in AWS's form, which vpcID fields may name; made of namespace and name, so the same in every
     * cluster.
     */
    public String vpcID;

    /**
     * The account of its namespace.
     */
    public String ownerID;

    /**
     * pending or available, in AWS's words.
     */
    public String state;

    /**
     * The SecurityGroup that workloads get which name none: it admits itself.
     */
    public String defaultSecurityGroup;

    /**
     * How many subnets it has.
     */
    public Integer subnets;

    /**
     * How many security groups it has.
     */
    public Integer securityGroups;

    /**
     * How many pods are in it now.
     */
    public Integer members;

    /**
     * How many NetworkPolicies its security groups are compiled to.
     */
    public Integer policies;

    /**
     * What AWS would call the object: its ARN and account, in the form that ACK uses.
     */
    public ACKResourceMetadata ackResourceMetadata;
}
