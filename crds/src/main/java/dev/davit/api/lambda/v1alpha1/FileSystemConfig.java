package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A network file system for a function. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FileSystemConfig {

    /** The ARN of an access point. */
    @Required
    @Size(max = 2048) public String arn;

    /** Where the function sees it: a folder of /mnt. */
    @Required
    @ValidationRule(
            value = "self.matches('^/mnt/[a-zA-Z0-9._-]+$')",
            message = "localMountPath must be a folder right below /mnt, for example /mnt/data, as on AWS Lambda.")
    @Size(max = 160) public String localMountPath;
}
