package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Overrides for a container image. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ImageConfig {

    /** Replaces the image's command (CMD): usually the handler. A change makes a new revision. */
    @Size(max = 1500) public List<@Size(max = 4096) String> command;

    /** Replaces the image's entry point. A change makes a new revision. */
    @Size(max = 1500) public List<@Size(max = 4096) String> entryPoint;

    /** Replaces the image's working directory, at most 1,000 characters. A change makes a new revision. */
    @Size(max = 1000) public String workingDirectory;
}
