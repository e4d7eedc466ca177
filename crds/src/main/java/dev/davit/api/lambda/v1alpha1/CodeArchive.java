package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Code Archive. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CodeArchive {
    /** Url. */
    public String url;

    /** Sha256. */
    public String sha256;
}
