package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Image Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ImageConfig {
    /** Command. */
    public List<String> command;

    /** Entry point. */
    public List<String> entryPoint;

    /** Working directory. */
    public String workingDirectory;
}
