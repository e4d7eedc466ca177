package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Permission. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Permission {
    /** Statement id. */
    public String statementID;

    /** Action. */
    public String action;

    /** Principal. */
    public String principal;

    /** Principal org id. */
    public String principalOrgID;

    /** Source arn. */
    public String sourceARN;

    /** Source account. */
    public String sourceAccount;

    /** Event source token. */
    public String eventSourceToken;

    /** Function urlauth type. */
    public String functionURLAuthType;

    /** Revision id. */
    public String revisionID;
}
