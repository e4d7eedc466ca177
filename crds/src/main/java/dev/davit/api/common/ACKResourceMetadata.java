package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The identity that AWS tools expect of an object. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ACKResourceMetadata {

    /** The Amazon Resource Name, made of the region, the namespace's account and the name. */
    public String arn;

    /** The 12 digits of the namespace's account; always the same for the same namespace name. */
    public String ownerAccountID;

    /** The region that this installation calls itself (default us-east-1). */
    public String region;
}
