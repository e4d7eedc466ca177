package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;

/** ACKResource Metadata. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ACKResourceMetadata {
    /** Arn. */
    public String arn;

    /** Owner account id. */
    public String ownerAccountID;

    /** Region. */
    public String region;
}
