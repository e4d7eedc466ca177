package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A file with environment variables. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentFile {

    /** Always s3. */
    @Size(max = 16) public String type;

    /** The file's ARN. */
    @Size(max = 2048) public String value;
}
