package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A resource policy statement. Accepted for compatibility; has no effect on a cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Permission {

    /** The statement's id. */
    @Size(max = 100) public String statementID;

    /** The action, such as lambda:InvokeFunction. */
    @Size(max = 256) public String action;

    /** Who may. */
    @Size(max = 256) public String principal;

    /** The organisation that the principal must belong to. */
    @Size(max = 64) public String principalOrgID;

    /** The resource that may call. */
    @Size(max = 2048) public String sourceARN;

    /** The account of that resource. */
    @Size(max = 12) public String sourceAccount;

    /** A token of the event source. */
    @Size(max = 256) public String eventSourceToken;

    /** NONE or AWS_IAM. */
    @Size(max = 16) public String functionURLAuthType;

    /** The revision of the policy that is changed. */
    @Size(max = 64) public String revisionID;
}
