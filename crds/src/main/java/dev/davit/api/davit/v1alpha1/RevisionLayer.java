package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A layer of a revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RevisionLayer {

    /** The ARN of the layer version. */
    @Size(max = 2048) public String arn;

    /** Its archive. */
    public RevisionArchive archive;
}
